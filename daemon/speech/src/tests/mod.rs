//! Prompts as an administrator and a caller meet them.

mod cache;
mod engine;
mod prompts;
mod tone;
