// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import java.util.List;
import java.util.Random;

/**
 * Everything that is left to chance, from one seed. {@link Random} is specified to the bit, so the same seed gives the
 * same data on every machine and Java.
 */
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /** 0 to below bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From least to most, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** From least to below most. */
    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One of a list, each as likely as its weight. */
    <T> T weighted(List<T> of, int... weights) {
        return of.get(weighted(weights));
    }

    /** An index, each as likely as its weight. */
    int weighted(int... weights) {
        int total = 0;
        for (int weight : weights) {
            total += weight;
        }
        int at = random.nextInt(total);
        int index = 0;
        while (at >= weights[index]) {
            at -= weights[index];
            index++;
        }
        return index;
    }

    /** A stretch of milliseconds with this mean, most of them short. */
    long exponential(long mean) {
        return (long) (-StrictMath.log(1.0 - random.nextDouble()) * mean);
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
