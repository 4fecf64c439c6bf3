//! The hours of a detention as one picture: a lane each for checks, demeanour, reviews, the adult, health, food, decisions.
//!
//! Shapes and letters carry the meaning, not colour, so that it reads in black and white; the picture has a title and a
//! description, and the table of entries below it says the same in words.

use chrono::{TimeDelta, Timelike};

use crate::law::Facts;
use crate::law::waking::awake_at_check;
use crate::record::kinds::*;
use crate::record::time::{clock, day_clock, hhmm, length, london_time, minutes_between};
use crate::record::words::{CareWhat, Demeanour};
use crate::record::{Instant, Kind};

/// Width of the picture in its own units.
const WIDTH: f64 = 1000.0;
/// Where the hours begin, left of which stand the names of the lanes.
const LEFT: f64 = 120.0;
/// Height of a lane.
const LANE: f64 = 30.0;
/// Height of the line of hours above the lanes.
const TOP: f64 = 34.0;

const LANES: [&str; 8] = ["Where", "Checks", "Seems", "Reviews", "Adult", "Health, ASCC", "Food", "Decisions"];

/// A picture being drawn.
struct Bar {
    from: Instant,
    to: Instant,
    body: String,
}

/// Returns the picture as an SVG element, safe to stand in a page: it holds no text from outside.
pub fn svg(facts: &Facts<'_>) -> String {
    let from = [facts.arrived, facts.authorised].into_iter().flatten().map(|mark| mark.at).min();
    let from = from.or_else(|| facts.entries.first().map(|standing| standing.at)).unwrap_or(facts.until);
    let to = facts.until.max(from + TimeDelta::minutes(30));
    let mut bar = Bar { from, to, body: String::new() };
    bar.hours();
    bar.held(facts);
    bar.checks(facts);
    bar.reviews(facts);
    bar.adult(facts);
    bar.health(facts);
    bar.decisions(facts);
    let height = TOP + LANE * LANES.len() as f64 + 6.0;
    format!(
        "<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"bar-title bar-desc\" \
         xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\">\
         <title id=\"bar-title\">The hours of the detention</title><desc id=\"bar-desc\">{}</desc>{}</svg>",
        describe(facts, from, to),
        bar.body
    )
}

fn describe(facts: &Facts<'_>, from: Instant, to: Instant) -> String {
    let checks: Vec<_> = facts.each::<Check>().collect();
    let with_words = checks.iter().filter(|check| check.it.said.is_some()).count();
    format!(
        "From {} to {}, {}. Checks {}, with the child's own words {with_words}. Reviews {}. The same is in the table of entries.",
        day_clock(from),
        day_clock(to),
        length(minutes_between(from, to)),
        checks.len(),
        facts.each::<Review>().count(),
    )
}

impl Bar {
    fn x(&self, at: Instant) -> f64 {
        let span = (self.to - self.from).num_seconds().max(1) as f64;
        let along = ((at - self.from).num_seconds() as f64 / span).clamp(0.0, 1.0);
        LEFT + along * (WIDTH - LEFT - 16.0)
    }

    /// The middle of a lane.
    fn y(lane: usize) -> f64 {
        TOP + LANE * (lane as f64 + 0.5)
    }

    fn put(&mut self, shape: &str) {
        self.body.push_str(shape);
    }

    /// The line of hours, night shaded, and the names of the lanes.
    fn hours(&mut self) {
        let bottom = TOP + LANE * LANES.len() as f64;
        let hours = minutes_between(self.from, self.to) / 60;
        let every = match hours {
            0..=12 => 1,
            13..=30 => 2,
            31..=60 => 4,
            _ => 8,
        };
        let whole_hour = self.from - TimeDelta::minutes(i64::from(london_time(self.from).minute()));
        let mut at = whole_hour - TimeDelta::seconds(i64::from(london_time(self.from).second()));
        while at <= self.to {
            let hour = london_time(at).hour();
            if !(7..22).contains(&hour) {
                let (x, end) = (self.x(at), self.x(at + TimeDelta::hours(1)));
                self.put(&format!(
                    "<rect x=\"{x:.1}\" y=\"{TOP:.0}\" width=\"{:.1}\" height=\"{:.0}\" fill=\"#eceae4\"/>",
                    end - x,
                    bottom - TOP
                ));
            }
            if at >= self.from && hour.is_multiple_of(every) {
                let x = self.x(at);
                self.put(&format!(
                    "<line x1=\"{x:.1}\" y1=\"{TOP:.0}\" x2=\"{x:.1}\" y2=\"{bottom:.0}\" stroke=\"#bbb\" stroke-width=\"1\"/>\
                     <text x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text>",
                    TOP - 8.0,
                    hhmm(at)
                ));
            }
            at += TimeDelta::hours(1);
        }
        for (lane, name) in LANES.iter().enumerate() {
            let y = Self::y(lane);
            self.put(&format!(
                "<text x=\"0\" y=\"{:.1}\" font-weight=\"600\">{name}</text>\
                 <line x1=\"{LEFT:.0}\" y1=\"{y:.1}\" x2=\"{:.0}\" y2=\"{y:.1}\" stroke=\"#ddd\"/>",
                y + 4.0,
                WIDTH - 16.0
            ));
        }
    }

    fn span(&mut self, lane: usize, from: Instant, to: Instant, dashed: bool, title: &str) {
        let (x1, x2, y) = (self.x(from), self.x(to), Self::y(lane));
        let dash = if dashed { " stroke-dasharray=\"3 5\"" } else { "" };
        let weight = if dashed { 3.0 } else { 9.0 };
        self.put(&format!(
            "<line x1=\"{x1:.1}\" y1=\"{y:.1}\" x2=\"{x2:.1}\" y2=\"{y:.1}\" stroke=\"#222\" stroke-width=\"{weight:.0}\"{dash}><title>{title}</title></line>"
        ));
    }

    fn letter(&mut self, lane: usize, at: Instant, letter: &str, filled: bool, title: &str) {
        let (x, y) = (self.x(at), Self::y(lane));
        let (fill, ink) = if filled { ("#222", "#fff") } else { ("#fff", "#222") };
        self.put(&format!(
            "<g><title>{title}</title><rect x=\"{:.1}\" y=\"{:.1}\" width=\"18\" height=\"18\" rx=\"3\" fill=\"{fill}\" stroke=\"#222\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{ink}\" font-size=\"12\" font-weight=\"700\">{letter}</text></g>",
            x - 9.0,
            y - 9.0,
            y + 4.5
        ));
    }

    fn held(&mut self, facts: &Facts<'_>) {
        for held in &facts.held {
            self.span(0, held.from, held.to, false, "in police detention");
        }
        for away in &facts.away {
            let (x1, x2, y) = (self.x(away.from), self.x(away.to), Self::y(0));
            self.put(&format!(
                "<rect x=\"{x1:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"14\" fill=\"#fff\" stroke=\"#222\"><title>out of the cell, {} to {}</title></rect>",
                y - 7.0,
                (x2 - x1).max(2.0),
                clock(away.from),
                clock(away.to)
            ));
        }
    }

    /// A dot for each check: full with the child's own words, a ring without, a short dash asleep; and how they seemed.
    fn checks(&mut self, facts: &Facts<'_>) {
        let mut before: Option<Demeanour> = None;
        for check in facts.each::<Check>() {
            let (x, y, when) = (self.x(check.at), Self::y(1), clock(check.at));
            let (shape, what) = if check.it.said.is_some() {
                (format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"#222\">"), "with the child's words")
            } else if awake_at_check(check.it) == Some(false) {
                (
                    format!("<rect x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"3\" fill=\"#222\">", x - 4.5, y - 1.5),
                    "asleep",
                )
            } else {
                (
                    format!(
                        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"#fff\" stroke=\"#222\" stroke-width=\"2\">"
                    ),
                    "no words",
                )
            };
            let tag = if shape.starts_with("<rect") { "rect" } else { "circle" };
            self.put(&format!("{shape}<title>check {when}, {what}</title></{tag}>"));
            // A letter only where it changes, so that a change stands out.
            if let Some(seems) = check.it.demeanour
                && before != Some(seems)
            {
                let heavy = !matches!(seems, Demeanour::Calm | Demeanour::Talkative | Demeanour::Sleeping);
                self.letter(2, check.at, letter_of(seems), heavy, &format!("{when}: {}", seems.plain()));
                before = Some(seems);
            }
        }
    }

    fn reviews(&mut self, facts: &Facts<'_>) {
        let y = Self::y(3);
        for step in &facts.reviews().steps {
            if step.latest > self.to {
                continue;
            }
            let x = self.x(step.latest);
            self.put(&format!(
                "<line x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{:.1}\" stroke=\"#222\" stroke-width=\"2\" stroke-dasharray=\"2 2\"><title>review due by {}</title></line>",
                y - 13.0,
                y + 13.0,
                clock(step.latest)
            ));
        }
        for review in facts.each::<Review>() {
            let spoken = review.it.spoken_to == Some(true);
            let what = if spoken { "child spoken to" } else { "child not spoken to" };
            self.letter(3, review.at, "R", spoken, &format!("review {}, {what}", clock(review.at)));
        }
    }

    fn adult(&mut self, facts: &Facts<'_>) {
        let asked = facts.first_mark::<AaRequested>();
        let first_here = facts.adult_here.first().map(|stay| stay.from);
        if let Some(asked) = asked {
            let end = first_here.unwrap_or(self.to).max(asked.at);
            self.span(4, asked.at, end, true, &format!("adult asked {}, not here yet", clock(asked.at)));
        }
        for stay in &facts.adult_here {
            self.span(4, stay.from, stay.to, false, &format!("adult here {} to {}", clock(stay.from), clock(stay.to)));
        }
        for request in facts.each::<AaRequested>() {
            self.letter(4, request.at, "?", false, &format!("adult asked for {}", clock(request.at)));
        }
    }

    fn health(&mut self, facts: &Facts<'_>) {
        for standing in &facts.entries {
            let at = standing.at;
            let (lane, letter, filled) = match &standing.entry.kind {
                Kind::HealthcareSeen(_) => (5, "H", true),
                Kind::AsccSeen(_) => (5, "A", true),
                Kind::AsccMissed(_) | Kind::AsccDeclined(_) => (5, "A", false),
                Kind::Care(care) if care.what == CareWhat::Meal => (6, "M", care.taken != Some(false)),
                Kind::Care(care) if care.what == CareWhat::Drink => (6, "d", care.taken != Some(false)),
                _ => continue,
            };
            let title = format!("{} {}", standing.entry.kind.title(), clock(at));
            self.letter(lane, at, letter, filled, &title);
        }
    }

    fn decisions(&mut self, facts: &Facts<'_>) {
        for standing in &facts.entries {
            let letter = match &standing.entry.kind {
                Kind::DetentionAuthorised(_) => "D",
                Kind::InterviewStarted(_) | Kind::QuestionedAway(_) => "I",
                Kind::ExtensionAuthorised(_) | Kind::WarrantIssued(_) => "X",
                Kind::Charged(_) => "C",
                Kind::BailRefused(_) => "B",
                Kind::AccommodationRequested(_) => "L",
                Kind::AccommodationAnswered(_) => "R",
                Kind::CertificateIssued(_) => "T",
                Kind::StripSearched(_) => "S",
                Kind::ForceUsed(_) => "F",
                Kind::Released(_)
                | Kind::Bailed(_)
                | Kind::ToCourt(_)
                | Kind::MovedToAuthority(_)
                | Kind::DetentionRefused(_) => "E",
                _ => continue,
            };
            let at = standing.at;
            self.letter(7, at, letter, letter == "E", &format!("{} {}", standing.entry.kind.title(), clock(at)));
        }
    }
}

/// Returns the letter that stands for how a child seems.
fn letter_of(seems: Demeanour) -> &'static str {
    match seems {
        Demeanour::Calm => "c",
        Demeanour::Talkative => "k",
        Demeanour::Withdrawn => "W",
        Demeanour::Tearful => "T",
        Demeanour::Anxious => "X",
        Demeanour::Agitated => "A",
        Demeanour::Angry => "G",
        Demeanour::InPain => "P",
        Demeanour::Unwell => "U",
        Demeanour::Intoxicated => "D",
        Demeanour::Sleeping => "z",
    }
}
