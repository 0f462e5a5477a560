//! The store on real directories.
