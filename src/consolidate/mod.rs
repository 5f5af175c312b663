//! Facts rolled up over the organisation, the statements and the periods, and the proof that nothing was lost or
//! counted twice. Pure: no IO, no formatting.

pub mod cube;
pub mod given;
pub mod lookup;
