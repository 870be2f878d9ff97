// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

/** So many records could not be written that the fault must lie elsewhere. */
public final class QuarantineFloodException extends Exception {

    private static final long serialVersionUID = 1L;

    QuarantineFloodException(int perMinute) {
        super("more than " + perMinute
                + " records were set aside in a minute: look at sink_dead_letters, mend the cause,"
                + " or raise sink.dead.letters.per.minute");
    }
}
