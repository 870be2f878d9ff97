// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

/**
 * So many out of so many, with what it may be by chance alone: Wilson's interval of 95 %, which also holds for few leads
 * and for shares near 0 and 1.
 *
 * @param hits from 0 to {@code of}
 * @param of how many there are
 */
public record Rate(long hits, long of) {

    private static final double Z = 1.959963984540054;

    /** The share; 0 of none. */
    public double share() {
        return of == 0 ? 0 : (double) hits / of;
    }

    /** Lower end of the interval; 0 of none. */
    public double low() {
        return of == 0 ? 0 : Math.max(0, middle() - half());
    }

    /** Upper end of the interval; 1 of none. */
    public double high() {
        return of == 0 ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double half() {
        double share = share();
        return Z / (1 + Z * Z / of) * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
    }
}
