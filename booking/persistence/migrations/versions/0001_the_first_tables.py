"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.execute(sa.schema.CreateSequence(sa.Sequence("booking_numbers")))
    op.create_table(
        "history",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    op.create_index("ix_history_subject", "history", ["subject_id", "id"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "interpreters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("employment", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("modes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("home_place", sa.Text(), server_default="", nullable=False),
        sa.Column("daily_limit", sa.Integer(), nullable=False),
        sa.Column("weekly_limit", sa.Integer(), nullable=False),
        sa.Column("max_trip", sa.Integer(), nullable=False),
        sa.Column("agency_rank", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreters")),
    )
    op.create_table(
        "language_substitutes",
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("consent_needed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("wanted", "spoken", name=op.f("pk_language_substitutes")),
    )
    op.create_table(
        "languages",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("name_da", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("match_group", sa.Text(), server_default="", nullable=False),
        sa.Column("rtl", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_languages")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_attempts")),
    )
    op.create_table(
        "places",
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_places")),
    )
    op.create_table(
        "rates",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("scheme", "category", "component", "valid_from", name=op.f("pk_rates")),
    )
    op.create_table(
        "refund_rules",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("legal_ref", sa.Text(), nullable=False),
        sa.Column("name_da", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("person_groups", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("measures", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("components", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("cap_type", sa.Text(), server_default="", nullable=False),
        sa.Column("cap_note", sa.Text(), server_default="", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("account_hint", sa.Text(), server_default="", nullable=False),
        sa.Column("excludes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("pk_refund_rules")),
    )
    op.create_table(
        "remote_targets",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("valid_from", name=op.f("pk_remote_targets")),
    )
    op.create_table(
        "tariff_terms",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("min_minutes", sa.Integer(), nullable=False),
        sa.Column("step_minutes", sa.Integer(), nullable=False),
        sa.Column("bill_basis", sa.Text(), nullable=False),
        sa.Column("normal_from", sa.Time(), nullable=False),
        sa.Column("normal_to", sa.Time(), nullable=False),
        sa.Column("offhours_factor", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("holiday_factor", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("urgent_hours", sa.Integer(), nullable=True),
        sa.Column("urgent_factor", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("cancel_free_kind", sa.Text(), nullable=True),
        sa.Column("cancel_free_value", sa.Text(), nullable=True),
        sa.Column("late_cancel_bills", sa.Text(), server_default="", nullable=False),
        sa.Column("noshow_bills", sa.Text(), server_default="", nullable=False),
        sa.Column("wait_minutes", sa.Integer(), nullable=True),
        sa.Column("travel_min_km", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("scheme", "mode", "valid_from", name=op.f("pk_tariff_terms")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("ean", sa.Text(), nullable=True),
        sa.Column("cost_centre", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("roles", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("interpreter_id", sa.Uuid(), nullable=True),
        sa.Column("tongue", sa.Text(), server_default="da", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_accounts_interpreter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_accounts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_interpreter_id"), "accounts", ["interpreter_id"], unique=False)
    op.create_index("uq_accounts_email", "accounts", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "barred_pairs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("citizen_ref", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_barred_pairs_interpreter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_barred_pairs_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barred_pairs")),
    )
    op.create_index(op.f("ix_barred_pairs_interpreter_id"), "barred_pairs", ["interpreter_id"], unique=False)
    op.create_table(
        "interpreter_hours",
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreters.id"], name=op.f("fk_interpreter_hours_interpreter_id")
        ),
    )
    op.create_index(op.f("ix_interpreter_hours_interpreter_id"), "interpreter_hours", ["interpreter_id"], unique=False)
    op.create_table(
        "interpreter_intervals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreters.id"], name=op.f("fk_interpreter_intervals_interpreter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreter_intervals")),
    )
    op.create_index(
        "ix_interpreter_intervals_ends_at", "interpreter_intervals", ["interpreter_id", "ends_at"], unique=False
    )
    op.create_table(
        "interpreter_skills",
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreters.id"], name=op.f("fk_interpreter_skills_interpreter_id")
        ),
    )
    op.create_index(
        op.f("ix_interpreter_skills_interpreter_id"), "interpreter_skills", ["interpreter_id"], unique=False
    )
    op.create_index("ix_interpreter_skills_language", "interpreter_skills", ["language"], unique=False)
    op.create_table(
        "api_tokens",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_api_tokens_account_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_account_id"), "api_tokens", ["account_id"], unique=False)
    op.create_table(
        "bookings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("case_type", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("person_group", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.Text(), server_default="", nullable=False),
        sa.Column("in_person_reason", sa.Text(), nullable=True),
        sa.Column("citizen_ref", sa.Text(), server_default="", nullable=False),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("gender_required", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("level", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("substitutes_ok", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("preferred", sa.ARRAY(sa.Uuid()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("barred", sa.ARRAY(sa.Uuid()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("parties", sa.SmallInteger(), server_default=sa.text("2"), nullable=False),
        sa.Column("child_present", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exit_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("attested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attested_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_bookings_ends_after_start")),
        sa.ForeignKeyConstraint(["requester_id"], ["accounts.id"], name=op.f("fk_bookings_requester_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_bookings_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
        sa.UniqueConstraint("number", name=op.f("uq_bookings_number")),
    )
    op.create_index(
        "ix_bookings_citizen_ref",
        "bookings",
        ["citizen_ref"],
        unique=False,
        postgresql_where=sa.text("citizen_ref != ''"),
    )
    op.create_index("ix_bookings_starts_at", "bookings", ["starts_at"], unique=False)
    op.create_index("ix_bookings_unit_starts_at", "bookings", ["unit_id", "starts_at"], unique=False)
    op.create_index(
        "ix_bookings_waiting",
        "bookings",
        ["starts_at"],
        unique=False,
        postgresql_where=sa.text("status IN ('requested', 'offered', 'unfilled')"),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "during",
            postgresql.TSTZRANGE(),
            sa.Computed("tstzrange(starts_at, ends_at)", persisted=True),
            nullable=False,
        ),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("cost_ore", sa.BigInteger(), nullable=False),
        sa.Column("trip_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("trip_km", sa.Numeric(precision=7, scale=1), server_default=sa.text("0"), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("interpreter_id"), "="),
            (sa.column("during"), "&&"),
            where=sa.text("status = 'active'"),
            using="gist",
            name="no_double_booking",
        ),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_assignments_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_assignments_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_booking_id"), "assignments", ["booking_id"], unique=False)
    op.create_index(
        "ix_assignments_interpreter_starts_at", "assignments", ["interpreter_id", "starts_at"], unique=False
    )
    op.create_index(
        "uq_assignments_active_place",
        "assignments",
        ["booking_id", "place"],
        unique=True,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "calendar_streams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tongue", sa.Text(), server_default="da", nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("reset_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_dtstamp", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), server_default="live", nullable=False),
        sa.Column("partstat", sa.Text(), server_default="NEEDS-ACTION", nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_calendar_streams_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_streams")),
        sa.UniqueConstraint("uid", name=op.f("uq_calendar_streams_uid")),
    )
    op.create_index(op.f("ix_calendar_streams_booking_id"), "calendar_streams", ["booking_id"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("km", sa.Numeric(precision=7, scale=1), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=True),
        sa.Column("reported_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_deliveries_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_deliveries_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("booking_id", "version", name=op.f("uq_deliveries_booking_id_version")),
    )
    op.create_index("ix_deliveries_starts_at", "deliveries", ["starts_at"], unique=False)
    op.create_table(
        "offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cost_ore", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("trip_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("trip_km", sa.Numeric(precision=7, scale=1), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_offers_booking_id")),
        sa.ForeignKeyConstraint(["interpreter_id"], ["interpreters.id"], name=op.f("fk_offers_interpreter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_booking_id"), "offers", ["booking_id"], unique=False)
    op.create_index(op.f("ix_offers_interpreter_id"), "offers", ["interpreter_id"], unique=False)
    op.create_index(
        "uq_offers_open",
        "offers",
        ["booking_id", "interpreter_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "refund_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=True),
        sa.Column("rule_version", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("eligible_ore", sa.BigInteger(), nullable=False),
        sa.Column("refund_ore", sa.BigInteger(), nullable=False),
        sa.Column("reason_da", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("missing", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_refund_decisions_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_decisions")),
    )
    op.create_index(
        "uq_refund_decisions_current",
        "refund_decisions",
        ["booking_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "settlements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("net_ore", sa.BigInteger(), nullable=False),
        sa.Column("vat_ore", sa.BigInteger(), nullable=False),
        sa.Column("priced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_settlements_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
    )
    op.create_index(
        "uq_settlements_current",
        "settlements",
        ["booking_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("stream_id", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("envelope_to", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["stream_id"], ["calendar_streams.id"], name=op.f("fk_outbox_stream_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("stream_id", "seq", "method", name=op.f("uq_outbox_stream_id_seq_method")),
    )
    op.create_index("ix_outbox_due", "outbox", ["next_at"], unique=False, postgresql_where=sa.text("state = 'pending'"))
    op.create_index(
        "ix_outbox_stream_pending",
        "outbox",
        ["stream_id", "seq"],
        unique=False,
        postgresql_where=sa.text("state = 'pending' AND stream_id IS NOT NULL"),
    )
    op.create_index("ix_outbox_subject", "outbox", ["subject_id"], unique=False)
    op.create_table(
        "price_lines",
        sa.Column("settlement_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("text_da", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("rate_ore", sa.BigInteger(), nullable=False),
        sa.Column("factor", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["settlement_id"], ["settlements.id"], name=op.f("fk_price_lines_settlement_id")),
    )
    op.create_index(op.f("ix_price_lines_settlement_id"), "price_lines", ["settlement_id"], unique=False)
    op.execute(
        """
        CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the history is append-only'; END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite()
        """
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_price_lines_settlement_id"), table_name="price_lines")
    op.drop_table("price_lines")
    op.drop_index("ix_outbox_subject", table_name="outbox")
    op.drop_index("ix_outbox_stream_pending", table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index("uq_settlements_current", table_name="settlements")
    op.drop_table("settlements")
    op.drop_index("uq_refund_decisions_current", table_name="refund_decisions")
    op.drop_table("refund_decisions")
    op.drop_index("uq_offers_open", table_name="offers")
    op.drop_index(op.f("ix_offers_interpreter_id"), table_name="offers")
    op.drop_index(op.f("ix_offers_booking_id"), table_name="offers")
    op.drop_table("offers")
    op.drop_index("ix_deliveries_starts_at", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index(op.f("ix_calendar_streams_booking_id"), table_name="calendar_streams")
    op.drop_table("calendar_streams")
    op.drop_index("uq_assignments_active_place", table_name="assignments")
    op.drop_index("ix_assignments_interpreter_starts_at", table_name="assignments")
    op.drop_index(op.f("ix_assignments_booking_id"), table_name="assignments")
    op.drop_table("assignments")
    op.drop_index(op.f("ix_sessions_account_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("ix_bookings_waiting", table_name="bookings")
    op.drop_index("ix_bookings_unit_starts_at", table_name="bookings")
    op.drop_index("ix_bookings_starts_at", table_name="bookings")
    op.drop_index("ix_bookings_citizen_ref", table_name="bookings")
    op.drop_table("bookings")
    op.drop_index(op.f("ix_api_tokens_account_id"), table_name="api_tokens")
    op.drop_table("api_tokens")
    op.drop_index("ix_interpreter_skills_language", table_name="interpreter_skills")
    op.drop_index(op.f("ix_interpreter_skills_interpreter_id"), table_name="interpreter_skills")
    op.drop_table("interpreter_skills")
    op.drop_index("ix_interpreter_intervals_ends_at", table_name="interpreter_intervals")
    op.drop_table("interpreter_intervals")
    op.drop_index(op.f("ix_interpreter_hours_interpreter_id"), table_name="interpreter_hours")
    op.drop_table("interpreter_hours")
    op.drop_index(op.f("ix_barred_pairs_interpreter_id"), table_name="barred_pairs")
    op.drop_table("barred_pairs")
    op.drop_index("uq_accounts_email", table_name="accounts")
    op.drop_index(op.f("ix_accounts_interpreter_id"), table_name="accounts")
    op.drop_table("accounts")
    op.drop_table("units")
    op.drop_table("tariff_terms")
    op.drop_table("remote_targets")
    op.drop_table("refund_rules")
    op.drop_table("rates")
    op.drop_table("places")
    op.drop_table("login_attempts")
    op.drop_table("languages")
    op.drop_table("language_substitutes")
    op.drop_table("interpreters")
    op.drop_index("ix_idempotency_keys_created_at", table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_index("ix_history_subject", table_name="history")
    op.drop_table("history")
    op.execute("DROP FUNCTION refuse_to_rewrite()")
    op.execute(sa.schema.DropSequence(sa.Sequence("booking_numbers")))
    op.execute("DROP EXTENSION btree_gist")
