//! Arguments in, a request out. The one place that names clap; every message is Swedish, wrong use included.

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::domain::period::{Date, Month};
use crate::run::behind::Selection;
use crate::run::interpret::Look;
use crate::run::{Options, Request, Task};
use crate::text::cli as words;

/// What the arguments ask for.
pub enum Parsed {
    Run(Request),
    /// A look at one file.
    Look(Look),
    /// Help or version: to be printed, exit 0.
    Show(String),
    /// Wrong use: to be printed as an error, exit 2.
    Wrong(String),
}

/// Parses the arguments, program name first.
pub fn parse(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Parsed {
    match command().try_get_matches_from(arguments) {
        Ok(matches) => match matches.subcommand() {
            Some(("tolka", own)) => look(own),
            _ => request(&matches).map_or_else(|said| Parsed::Wrong(wrong(&said)), Parsed::Run),
        },
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Parsed::Show(error.render().to_string()),
            _ => Parsed::Wrong(in_swedish(&error)),
        },
    }
}

fn command() -> Command {
    let with_period = |name: &'static str, about: &'static str| {
        task(name, about).arg(
            Arg::new("period")
                .long("period")
                .value_name("ÅÅÅÅ-MM")
                .required(true)
                .help(words::PERIOD)
                .help_heading(words::OPTIONS),
        )
    };
    Command::new("uppfolj")
        .about(words::ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_help_heading(words::COMMANDS)
        .subcommand_value_name("KOMMANDO")
        .help_template(words::PAGE)
        .override_usage("uppfolj <KOMMANDO> <MAPP> [VAL]")
        .arg(help())
        .arg(
            Arg::new("version")
                .long("version")
                .action(ArgAction::Version)
                .help(words::VERSION)
                .help_heading(words::OPTIONS),
        )
        .subcommand(task("ny", words::NEW))
        .subcommand(interpret())
        .subcommand(with_period("mallar", words::TEMPLATES))
        .subcommand(with_period("status", words::STATUS))
        .subcommand(with_period("kontroll", words::CHECK))
        .subcommand(
            with_period("rapport", words::REPORT).arg(
                Arg::new("per")
                    .long("per")
                    .value_name("NIVÅ")
                    .action(ArgAction::Append)
                    .help(words::PARTS)
                    .help_heading(words::OPTIONS),
            ),
        )
        .subcommand(behind(with_period("underlag", words::BEHIND)))
}

/// Which figure the rows are asked for.
fn behind(command: Command) -> Command {
    let named = |id: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(value).help(help).help_heading(words::OPTIONS)
    };
    let flag = |id: &'static str, help: &'static str| {
        Arg::new(id).long(id).action(ArgAction::SetTrue).help(help).help_heading(words::OPTIONS)
    };
    command
        .arg(named("enhet", "KOD", words::UNIT))
        .arg(named("rad", "RAD", words::ROW))
        .arg(named("projekt", "KOD", words::PROJECT))
        .arg(flag("alla", words::ALL))
        .arg(flag("xlsx", words::WORKBOOK))
}

fn task(name: &'static str, about: &'static str) -> Command {
    let flag = |id: &'static str, help: &'static str| {
        Arg::new(id).long(id).action(ArgAction::SetTrue).help(help).help_heading(words::OPTIONS)
    };
    let usage = if name == "ny" {
        "uppfolj ny <MAPP> [VAL]".to_string()
    } else {
        format!("uppfolj {name} <MAPP> --period <ÅÅÅÅ-MM> [VAL]")
    };
    Command::new(name)
        .about(about)
        .disable_help_flag(true)
        .help_template(words::PAGE)
        .override_usage(usage)
        .arg(
            Arg::new("mapp")
                .value_name("MAPP")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(words::FOLDER)
                .help_heading(words::ARGUMENTS),
        )
        .arg(
            Arg::new("datum")
                .long("datum")
                .value_name("ÅÅÅÅ-MM-DD")
                .help(words::DATE)
                .help_heading(words::OPTIONS),
        )
        .arg(flag("json", words::JSON))
        .arg(flag("tyst", words::QUIET))
        .args((name != "status").then(|| flag("prov", words::DRY)))
        .arg(help())
}

/// The one command on a file.
fn interpret() -> Command {
    let path = |id: &'static str, name: &'static str, help: &'static str| {
        Arg::new(id).value_name(name).value_parser(clap::value_parser!(PathBuf)).help(help)
    };
    Command::new("tolka")
        .about(words::INTERPRET)
        .disable_help_flag(true)
        .help_template(words::PAGE)
        .override_usage("uppfolj tolka <FIL> [VAL]")
        .arg(path("fil", "FIL", words::FILE).required(true).help_heading(words::ARGUMENTS))
        .arg(path("mapp", "MAPP", words::BESIDE).long("mapp").help_heading(words::OPTIONS))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(words::JSON)
                .help_heading(words::OPTIONS),
        )
        .arg(help())
}

fn look(matches: &ArgMatches) -> Parsed {
    match matches.get_one::<PathBuf>("fil").cloned() {
        Some(file) => {
            let folder = matches.get_one::<PathBuf>("mapp").cloned();
            Parsed::Look(Look { file, folder, json: matches.get_flag("json") })
        }
        None => Parsed::Wrong(wrong(&words::missing("FIL"))),
    }
}

fn help() -> Arg {
    Arg::new("hjalp")
        .short('h')
        .long("hjalp")
        .aliases(["help", "hjälp"])
        .action(ArgAction::Help)
        .help(words::HELP)
        .help_heading(words::OPTIONS)
}

fn request(matches: &ArgMatches) -> Result<Request, String> {
    let (name, own) = matches.subcommand().ok_or_else(words::no_command)?;
    let folder = own.get_one::<PathBuf>("mapp").cloned().ok_or_else(|| words::missing("MAPP"))?;
    let date = own
        .get_one::<String>("datum")
        .map(|text| date(text).ok_or_else(|| words::not_a_date(text)))
        .transpose()?;
    let task = match name {
        "ny" => Task::New,
        "mallar" => Task::Templates(period(own)?),
        "status" => Task::Status(period(own)?),
        "kontroll" => Task::Check(period(own)?),
        "underlag" => Task::Behind(period(own)?, selection(own)?),
        _ => match own.get_many::<String>("per") {
            Some(levels) => Task::Parts(period(own)?, levels.cloned().collect()),
            None => Task::Report(period(own)?),
        },
    };
    let options = Options {
        date,
        json: own.get_flag("json"),
        quiet: own.get_flag("tyst"),
        dry_run: matches!(own.try_get_one::<bool>("prov"), Ok(Some(true))),
    };
    Ok(Request { folder, task, options })
}

fn selection(matches: &ArgMatches) -> Result<Selection, String> {
    let word = |id: &str| matches.get_one::<String>(id).cloned();
    let (line, project) = (word("rad"), word("projekt"));
    // Without either the rows to choose among are listed.
    if line.is_some() && project.is_some() {
        return Err(words::row_or_project());
    }
    let (all, workbook) = (matches.get_flag("alla"), matches.get_flag("xlsx"));
    Ok(Selection { unit: word("enhet"), line, project, all, workbook })
}

fn period(matches: &ArgMatches) -> Result<Month, String> {
    let text = matches.get_one::<String>("period").ok_or_else(|| words::missing("--period"))?;
    Month::parse(text).ok_or_else(|| words::not_a_period(text))
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let month = Month::parse(&format!("{}-{}", parts.next()?, parts.next()?))?;
    let day = parts.next().filter(|day| day.len() == 2)?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    month.first_day().replace_day(day).ok()
}

/// clap speaks English; its few kinds of error are said in Swedish from what it found.
fn in_swedish(error: &clap::Error) -> String {
    let found = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    };
    let said = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let close = found(ContextKind::SuggestedSubcommand);
            words::unknown_command(&found(ContextKind::InvalidSubcommand), &close)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words::no_command()
        }
        ErrorKind::UnknownArgument => {
            words::unknown_word(&found(ContextKind::InvalidArg), &found(ContextKind::SuggestedArg))
        }
        ErrorKind::MissingRequiredArgument => words::missing(&found(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => words::twice(&found(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue
        | ErrorKind::NoEquals
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooFewValues => words::no_value(&found(ContextKind::InvalidArg)),
        _ => words::wrong_use(),
    };
    wrong(&said)
}

/// The lines of wrong use.
fn wrong(said: &str) -> String {
    format!("{}: {said}\n{}\n", words::ERROR, words::SEE_HELP)
}
