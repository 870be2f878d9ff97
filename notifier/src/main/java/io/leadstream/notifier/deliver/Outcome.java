// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.notification.UndeliveredReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to tell something. Details hold no personal data: they are logged and published. */
public sealed interface Outcome {

    /** The receiver has it. */
    record Delivered() implements Outcome {}

    /** Nothing to tell, and why. */
    record Skipped(String why) implements Outcome {}

    /**
     * It may succeed later.
     *
     * @param status of HTTP or SMTP; null when there was no answer
     * @param asked how long the receiver asks to be left alone; null when it doesn't say
     */
    record Postponed(
            @Nullable Integer status,
            String detail,
            @Nullable Duration asked) implements Outcome {}

    /** It can't be tried now for a reason on our side, which doesn't count as an attempt. */
    record Unready(String detail) implements Outcome {}

    /** It was not tried, because nobody is helped by it any more; somebody has missed something all the same. */
    record Overtaken(UndeliveredReason reason, String detail) implements Outcome {}

    /** It will never succeed. */
    record Refused(UndeliveredReason reason, @Nullable Integer status, String detail) implements Outcome {}

    static Outcome delivered() {
        return new Delivered();
    }

    static Outcome skipped(String why) {
        return new Skipped(why);
    }

    static Outcome postponed(String detail) {
        return new Postponed(null, detail, null);
    }

    static Outcome refused(int status, String detail) {
        return new Refused(UndeliveredReason.REFUSED, status, detail);
    }
}
