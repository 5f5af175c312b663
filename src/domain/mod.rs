//! What the program knows about: money, periods, codes, the organisation, accounts, facts, goals and statement
//! layouts. Plain values and pure functions: no IO, no formatting, no Swedish sentences, no floats.

pub mod account;
pub mod balance_requirement;
pub mod budget;
pub mod code;
pub mod colour;
pub mod contact;
pub mod control;
pub mod disclosure;
pub mod document;
pub mod exact;
pub mod fact;
pub mod finance_policy;
pub mod frequency;
pub mod goal;
pub mod grain;
pub mod indicator;
pub mod money;
pub mod org;
pub mod period;
pub mod personnummer;
pub mod picture;
pub mod posting;
pub mod printable;
pub mod project;
pub mod query;
pub mod registers;
pub mod section;
pub mod settings;
pub mod sie;
pub mod statement;
pub mod submission;
pub mod tally;
pub mod tariff;
pub mod volume;
pub mod wording;
