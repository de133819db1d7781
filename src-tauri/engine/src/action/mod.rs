//! Actions: what a person can do about which claims.
