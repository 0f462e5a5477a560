//! Prompts as an administrator and a caller meet them.
