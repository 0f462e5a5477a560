//! The short-lived tokens that API clients have got for their secrets.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use model::Name;
use switch::TokenDigest;

/// How long a token holds.
pub const LIFE: Duration = Duration::from_secs(3_600);

/// Tokens of one client at most: a further one ends its oldest.
const EACH: usize = 100;

/// The tokens. They are in memory alone: after a restart a client gets another.
#[derive(Debug, Default)]
pub struct AccessTokens(Mutex<Table>);

/// What a token was given for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// To whom.
    pub client: Name,
    /// For which of its secrets: the token ends with the secret.
    pub secret: TokenDigest,
}

#[derive(Debug, Default)]
struct Table {
    given: BTreeMap<TokenDigest, (Given, Instant)>,
    /// Those of each client, the oldest first.
    of_client: BTreeMap<Name, VecDeque<TokenDigest>>,
}

impl AccessTokens {
    /// Takes a token in.
    pub fn put(&self, token: TokenDigest, given: Given, now: Instant) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.forget_ended(&given.client, now);
        let own = table.of_client.entry(given.client.clone()).or_default();
        own.push_back(token);
        table.given.insert(token, (given, now + LIFE));
    }

    /// What a token was given for, if its time is not over.
    pub fn get(&self, token: &TokenDigest, now: Instant) -> Option<Given> {
        let table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (given, until) = table.given.get(token)?;
        (now < *until).then(|| given.clone())
    }

    /// Forgets the tokens of clients that are gone.
    pub fn retain(&self, there: impl Fn(&Name) -> bool) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.of_client.retain(|client, _| there(client));
        table.given.retain(|_, (given, _)| there(&given.client));
    }
}

impl Table {
    /// Makes room for one more.
    fn forget_ended(&mut self, client: &Name, now: Instant) {
        let Table { given, of_client } = self;
        let Some(own) = of_client.get_mut(client) else {
            return;
        };
        let holds = |token: &TokenDigest| given.get(token).is_some_and(|(_, until)| now < *until);
        let ended = own.iter().take_while(|token| !holds(token)).count();
        let ended = ended.max((own.len() + 1).saturating_sub(EACH));
        for token in own.drain(..ended) {
            given.remove(&token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(client: &str) -> Given {
        Given {
            client: Name::new(client).expect("a name"),
            secret: TokenDigest([0; 32]),
        }
    }

    fn token(number: u8) -> TokenDigest {
        TokenDigest([number; 32])
    }

    #[test]
    fn a_token_holds_for_its_life() {
        let (tokens, now) = (AccessTokens::default(), Instant::now());
        tokens.put(token(1), given("crm"), now);
        let last = now + LIFE - Duration::from_nanos(1);
        assert_eq!(tokens.get(&token(1), last), Some(given("crm")));
        assert_eq!(tokens.get(&token(1), now + LIFE), None);
        assert_eq!(tokens.get(&token(2), now), None);
    }

    #[test]
    fn a_client_has_so_many_tokens_and_its_oldest_ends_for_a_further_one() {
        let (tokens, now) = (AccessTokens::default(), Instant::now());
        tokens.put(token(255), given("other"), now);
        for number in 0..=EACH as u8 {
            tokens.put(token(number), given("crm"), now);
        }
        assert_eq!(tokens.get(&token(0), now), None);
        assert!(tokens.get(&token(1), now).is_some());
        assert!(tokens.get(&token(255), now).is_some());
    }

    #[test]
    fn what_has_ended_takes_no_room() {
        let (tokens, now) = (AccessTokens::default(), Instant::now());
        tokens.put(token(1), given("crm"), now);
        tokens.put(token(2), given("crm"), now + LIFE);
        let table = tokens.0.lock().expect("a table");
        assert_eq!(table.given.len(), 1);
        assert_eq!(
            table.of_client.values().map(VecDeque::len).sum::<usize>(),
            1
        );
    }

    #[test]
    fn nothing_is_left_of_a_client_that_is_gone() {
        let (tokens, now) = (AccessTokens::default(), Instant::now());
        tokens.put(token(1), given("crm"), now);
        tokens.put(token(2), given("erp"), now);
        tokens.retain(|client| client.as_str() == "erp");
        assert_eq!(tokens.get(&token(1), now), None);
        assert!(tokens.get(&token(2), now).is_some());
    }
}
