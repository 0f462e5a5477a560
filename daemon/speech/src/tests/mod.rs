//! Prompts as an administrator and a caller meet them.

mod cache;
mod engine;
mod http;
mod mp3;
mod prompts;
mod tone;
