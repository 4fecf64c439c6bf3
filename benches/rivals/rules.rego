# Seven rules of the register, as an author of policies would write them. The input is a folded record: entries in order of
# time, each entry's position its place, times in seconds since 1970, everything else as in the case file.
package custody

import rego.v1

findings := {
	"entry.late": late,
	"entry.unsigned": unsigned,
	"check.no-demeanour": no_demeanour,
	"check.no-voice": no_voice,
	"review.not-seen": not_seen,
	"review.no-effect": no_effect,
	"data.blank": blank,
}

# The record as it stood at the instant judged

made := [entry | some entry in input.entries; entry.at <= input.now]

corrections := [entry | some entry in made; entry.kind == "correction"]

# A correction acts on an earlier entry, unless a later correction strikes it.
undone := {correction.of | some correction in corrections; correction.of < correction.position}

acting := [correction |
	some correction in corrections
	not correction.position in undone
	correction.of < correction.position
]

corrected := {correction.of | some correction in acting}

# What replaces an entry was written when that was, and is by whoever corrected it where it names nobody.
replacements := [object.union(object.union(author, correction.replaces), written) |
	some correction in acting
	correction.replaces.at <= input.now
	not corrected_again(correction)
	author := {"by": object.get(correction, "by", {})}
	written := {
		"position": correction.position,
		"recorded_at": object.get(input.entries[correction.of], "recorded_at", -1),
	}
]

corrected_again(correction) if {
	some other in acting
	other.of == correction.of
	other.position > correction.position
}

standing := array.concat([entry | some entry in made; not entry.position in corrected], replacements)

while_child := [entry | some entry in standing; entry.at < input.child.turns_18]

checks := [entry | some entry in while_child; entry.kind == "check"]

# Entries

late := [["shortfall", entry.at, minutes, [entry.position]] |
	some entry in while_child
	minutes := floor((entry.recorded_at - entry.at) / 60)
	minutes >= object.get({"check": 10}, entry.kind, 30)
]

unsigned := [["breach", entry.at, null, [entry.position]] |
	some entry in while_child
	not entry.by.name
	not entry.by.number
]

# Checks

no_demeanour := [["shortfall", check.at, null, [check.position]] |
	some check in checks
	not check.demeanour
	not check.awake == false
	not check.not_said == "asleep"
]

no_voice := [["shortfall", check.at, null, [check.position]] |
	some check in checks
	not check.said
	not check.not_said
	not said_asleep(check)
]

said_asleep(check) if check.awake == false

said_asleep(check) if {
	check.demeanour == "sleeping"
	not check.awake == true
}

# Reviews: those held during the detention, by an officer and in a way the law allows

ends := [entry |
	some entry in standing
	entry.kind in {"detention_refused", "released", "bailed", "to_court", "moved_to_authority"}
]

authorised := [entry | some entry in standing; entry.kind == "detention_authorised"]

reviews := [entry |
	some entry in while_child
	entry.kind == "review"
	entry.at >= authorised[0].at
	not after_end(entry)
	not void(entry)
]

after_end(entry) if entry.at > ends[0].at

after_charge(review) if {
	some entry in standing
	entry.kind == "charged"
	entry.position < review.position
	not after_end(entry)
}

void(review) if {
	after_charge(review)
	review.by.role != "custody_officer"
}

void(review) if {
	after_charge(review)
	review.method in {"telephone", "live_link"}
}

void(review) if {
	review.by.involved == true
	not after_charge(review)
}

void(review) if {
	review.by.role in {"investigating_officer", "arresting_officer"}
	not review.by.involved == false
	not after_charge(review)
}

void(review) if {
	review.by.rank in {"constable", "sergeant", "staff"}
	not after_charge(review)
}

told(text) if not lower(trim_space(text)) in {"", "nothing"}

spoke(review) if review.spoken_to == true

spoke(review) if review.child_said

reasoned(review) if told(review.reason)

reasoned(review) if told(review.not_there_because)

# In hospital or on the way to another station.
absences := [[entry.at, back] |
	some entry in standing
	entry.kind in {"left_for_hospital", "departed"}
	returns := [other.at |
		some other in standing
		other.kind in {"returned_from_hospital", "arrived"}
		other.at >= entry.at
		other.position > entry.position
	]
	back := array.concat(returns, [until])[0]
]

until := array.concat([entry.at | some entry in ends], [input.now])[0]

away(review) if {
	some absence in absences
	absence[0] < review.at
	review.at < absence[1]
}

doubtful := [review |
	some review in reviews
	not review.method == "telephone"
	not review.seen == true
	not away(review)
]

not_seen := array.concat(
	[["shortfall", review.at, null, [review.position]] |
		some review in doubtful
		review.seen == false
		not reasoned(review)
	],
	[["query", review.at, null, [review.position]] |
		some review in doubtful
		object.get(review, "seen", null) == null
		not spoke(review)
	],
)

no_effect := [["shortfall", review.at, null, [review.position]] |
	some review in reviews
	told(review.child_said)
	not told(review.effect)
]

# What the figures need of every child

blank := [["shortfall", ends[0].at, null, [ends[0].position]] |
	ends[0].at < input.child.turns_18
	something_blank
]

something_blank if {
	some field in ["home_authority", "looked_after", "sex"]
	object.get(input.child, field, null) == null
}
