//! The registers of a folder (grunddata): their one description, and their reading into checked values.

pub mod schema;
