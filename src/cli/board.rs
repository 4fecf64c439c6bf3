//! `board`: the whiteboard as lines, for scripts and for those who can't use the screen.

use std::path::Path;

use anyhow::Result;
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::OK;
use super::held::Held;
use crate::desk::board::{Board, BoardRow};
use crate::desk::clocks::on_day;
use crate::law::LimitBasis;
use crate::record::Instant;
use crate::record::text::{escaped_json, visible};
use crate::record::time::{day_clock, length, utc};

/// How `board` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A few lines a child.
    Text,
    /// One JSON list.
    Json,
}

/// Print the whiteboard: every child held, the most urgent first, in words.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper board --format json")]
pub struct Args {
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The force's policy file (TOML).
    #[arg(long, value_name = "FILE")]
    pub policy: Option<std::path::PathBuf>,
}

/// Runs `board`; returns its exit status.
///
/// # Errors
/// A ledger or policy file that can't be read.
pub fn run(args: &Args, ledger: &Path) -> Result<u8> {
    let held = Held::read(args.policy.as_deref(), ledger)?;
    let board = over(&held);
    super::out::data(&match args.format {
        Format::Text => text(&board, held.now, held.training),
        Format::Json => escaped_json(&format!("{:#}\n", Value::Array(board.rows.iter().map(row).collect()))),
    })?;
    Ok(OK)
}

fn over(held: &Held) -> Board {
    held.over(|judged| Board::of(judged.iter().map(|(id, facts, assessment)| (*id, facts, assessment))))
}

fn text(board: &Board, now: Instant, training: bool) -> String {
    let mut page = format!("{}Board at {}. ", if training { "TRAINING. " } else { "" }, day_clock(now));
    page.push_str(&match board.rows.len() {
        0 => "No child is held.\n".to_owned(),
        1 => "One child is held.\n".to_owned(),
        many => format!("{many} children are held, the most urgent first.\n"),
    });
    for row in &board.rows {
        page.push('\n');
        page.push_str(&format!("{}\n", visible(&row.told(now))));
        let held = row.held_minutes.map_or_else(|| "not known".to_owned(), length);
        page.push_str(&format!("  Held {held}. {}.\n", row.heard()));
        let review = row
            .review_due
            .map_or_else(|| "No review is due".to_owned(), |due| format!("Review by {}", on_day(due, now)));
        page.push_str(&format!(
            "  {review}. {}. Open: {}. Fell short: {}. Record {}.\n",
            limit(row, now),
            row.open,
            row.fell_short,
            visible(&row.custody_number),
        ));
    }
    page
}

/// Returns the detention limit in words, on its day.
fn limit(row: &BoardRow, now: Instant) -> String {
    match (row.limit, row.limit_basis) {
        (Some(limit), _) => format!("Detention limit {}", on_day(limit, now)),
        (None, LimitBasis::Charged) => "Charged, so no detention limit runs".to_owned(),
        (None, _) => "Detention limit not known".to_owned(),
    }
}

fn row(row: &BoardRow) -> Value {
    json!({
        "custody_number": row.custody_number,
        "name": row.name,
        "place": row.place,
        "away": row.away,
        "age": row.age,
        "held_minutes": row.held_minutes,
        "unheard_minutes": row.unheard_minutes,
        "unheard_too_long": row.unheard_too_long,
        "next": row.next.as_ref().map(|next| json!({
            "rule": next.rule, "words": next.words, "state": next.state.word(), "due": next.due.map(utc),
            "promised_by": next.promised.map(|promised| utc(promised.by())),
        })),
        "review_due": row.review_due.map(utc),
        "detention_limit": row.limit.map(utc),
        "detention_limit_basis": row.limit_basis.word(),
        "open": row.open,
        "fell_short": row.fell_short,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::law::Policy;
    use crate::law::testing::{Given, given, instant};

    fn printed(given: &Given, now: &str) -> String {
        let records = vec![("r-1".to_owned(), given.record())];
        let held = Held { records, policy: Policy::default(), now: instant(now), training: false };
        text(&over(&held), held.now, held.training)
    }

    #[test]
    fn a_time_of_another_day_has_its_day_and_no_sentence_is_left_half_said() {
        let held = given().authorised("22:00");
        let page = printed(&held, "22:10");
        assert!(page.contains("Review by ") && page.contains("04:00 GMT. Detention limit not known."), "{page}");
        let charged = held.at("22:30", "charged", json!({ "offences": ["theft"] }));
        let page = printed(&charged, "22:40");
        assert!(page.contains("Charged, so no detention limit runs."), "{page}");
        assert!(!page.contains("limit charged") && !page.contains("by -"), "{page}");
    }
}
