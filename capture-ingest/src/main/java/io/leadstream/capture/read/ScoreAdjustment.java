// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadstream.schemas.capture.AdjustScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads points that somebody gives or takes by hand. */
final class ScoreAdjustment {

    private static final int REASON = 500;
    private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(1_000);

    private ScoreAdjustment() {}

    static @Nullable AdjustScore read(Fields fields, Instant receivedAt) {
        Integer points = points(fields.raw("points"));
        if (points == null) {
            fields.refuse("points", "points_invalid", "a whole number from -1000 to 1000 that is not 0");
        }
        String reason = fields.text("reason", REASON);
        if (reason == null && !fields.complainedOf("reason")) {
            fields.refuse("reason", "missing", "say why: the reason is shown with the score");
        }
        String until = fields.text("until", 40);
        if (until != null && !IsoDate.is(until)) {
            fields.refuse("until", "date_invalid", IsoDate.FIX);
        } else if (until != null && LocalDate.parse(until).isBefore(LocalDate.ofInstant(receivedAt, ZoneOffset.UTC))) {
            fields.refuse("until", "date_over", "that day is over, in UTC: the points would never count");
        }
        return points == null || reason == null ? null : new AdjustScore(points, reason, until);
    }

    private static @Nullable Integer points(@Nullable JsonNode raw) {
        if (raw == null || !raw.isNumber()) {
            return null;
        }
        BigDecimal number = raw.decimalValue();
        boolean usable = number.signum() != 0 && number.abs().compareTo(MOST_POINTS) <= 0;
        return usable && number.stripTrailingZeros().scale() <= 0 ? number.intValue() : null;
    }
}
