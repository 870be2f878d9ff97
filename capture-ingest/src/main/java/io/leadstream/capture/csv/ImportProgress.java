// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

/**
 * How far an import is.
 *
 * @param bytes of the file taken in so far
 * @param totalBytes of the file
 * @param lines data rows so far; {@code accepted + refused}
 * @param activities made of accepted rows so far
 */
public record ImportProgress(long bytes, long totalBytes, long lines, long accepted, long refused, long activities) {

    /** Told now and then while an import runs, and at its end; quick to return. */
    public interface Listener {
        void at(ImportProgress progress);
    }

    /** Share of the file that is done, 0 to 1. */
    public double share() {
        return totalBytes == 0 ? 1 : Math.min(1, (double) bytes / totalBytes);
    }
}
