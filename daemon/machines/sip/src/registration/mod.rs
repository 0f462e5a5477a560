//! Registering at somebody else's registrar, and staying registered (RFC 3261 section 10.2).
//!
//! A [`Registration`] is a machine of its own: it is told which servers there are, what they answered and
//! that time has passed, and it says what to send to whom. Which socket that is and what a transaction is
//! it does not know.
//!
//! ```text
//! Registration::new(account, chance)
//! registration.aim(now, targets)          the servers in their order; it begins with the first
//! registration.poll() -> Option<Order>    a request to send; drain after each other call
//! registration.answered(now, attempt, status, response)
//! registration.expire(now); next_deadline()
//! registration.amend(now, account)        another password, another length: registered again at once
//! registration.withdraw(now)              taken back; over when that is answered, or nobody answers
//! registration.standing(), fault(), place()
//! ```

mod account;
mod fault;
mod limits;
mod machine;
mod request;
#[cfg(test)]
mod tests;

pub use account::Account;
pub use fault::Fault;
pub use machine::{Order, Registration, Standing};
