//! Documents, forms and registers → bytes, and the bytes read back. Nothing here computes a figure or opens a file.

pub mod attached;
pub mod grunddata;
pub mod limit;
pub mod look;
pub mod manifest;
pub mod marked;
pub mod pdf;
pub mod plain;
pub mod template;
pub mod workbook;
