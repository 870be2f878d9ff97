// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A scoring rule, as a person would read it. */
record PlainRule(
        String id,
        Kind kind,
        String about,
        int number,
        int points,
        @Nullable Integer halfLife,
        @Nullable Integer cap,
        @Nullable String group) {

    enum Kind {
        EACH,
        COUNT_OVER,
        SINCE_AT_MOST,
        SINCE_OVER,
        CREATED_WITHIN,
        TITLE_HAS,
        MAY_MAIL
    }

    /** One whose points are only ever won, one event after the other. */
    static PlainRule winning(String id, Random random) {
        PlainRule any = random(id, random);
        boolean once = random.nextInt(3) == 0;
        return new PlainRule(
                id,
                once ? Kind.COUNT_OVER : Kind.EACH,
                PlainHistory.TYPES.get(random.nextInt(PlainHistory.TYPES.size())),
                any.number % 5,
                1 + Math.abs(any.points),
                null,
                once ? null : any.cap,
                null);
    }

    static PlainRule random(String id, Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length + 3) % Kind.values().length];
        if (random.nextInt(3) == 0) {
            kind = Kind.EACH;
        }
        String type = PlainHistory.TYPES.get(random.nextInt(PlainHistory.TYPES.size()));
        boolean each = kind == Kind.EACH;
        int points = random.nextInt(40) - 8;
        return new PlainRule(
                id,
                kind,
                kind == Kind.TITLE_HAS ? "boss" : type,
                random.nextInt(kind == Kind.COUNT_OVER ? 5 : 90),
                each && points == 0 ? 1 : points,
                each && random.nextInt(3) > 0
                        ? Integer.valueOf(1 + random.nextInt(random.nextBoolean() ? 20 : 300))
                        : null,
                each && random.nextInt(3) == 0 ? Integer.valueOf(5 + random.nextInt(60)) : null,
                random.nextInt(4) == 0 ? "g" + random.nextInt(2) : null);
    }

    /** Whether the rule might never count behind another one: a set with such a rule is refused. */
    boolean mayBeShadowedBy(PlainRule earlier) {
        return group != null && group.equals(earlier.group) && (kind == earlier.kind || about.equals(earlier.about));
    }

    /** The same in no group. */
    PlainRule alone() {
        return new PlainRule(id, kind, about, number, points, halfLife, cap, null);
    }

    /** Whether its points hang on activities of a type. */
    boolean looksAt(String type) {
        return switch (kind) {
            case EACH, COUNT_OVER, SINCE_AT_MOST, SINCE_OVER -> about.equals(type);
            case CREATED_WITHIN, TITLE_HAS, MAY_MAIL -> false;
        };
    }

    String yaml() {
        String what =
                switch (kind) {
                    case EACH -> "activity: " + about;
                    case COUNT_OVER -> "field: count." + about + ", operator: greater_than, value: " + number;
                    case SINCE_AT_MOST ->
                        "field: days_since." + about + ", operator: less_than_or_equal, value: " + number;
                    case SINCE_OVER -> "field: days_since." + about + ", operator: greater_than, value: " + number;
                    case CREATED_WITHIN -> "field: createdAt, operator: within_days, value: " + number;
                    case TITLE_HAS -> "field: title, operator: contains, value: " + about;
                    case MAY_MAIL -> "field: optInEmail, operator: equals, value: \"true\"";
                };
        return "{id: " + id + ", name: " + id + ", " + what + ", points: " + points
                + (halfLife == null ? "" : ", halfLife: " + halfLife)
                + (cap == null ? "" : ", cap: " + cap)
                + (group == null ? "" : ", group: " + group)
                + "}";
    }
}
