// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted;

/** Waits by the clock and prints past the log. */
final class SleepsAndTalks {
    void run() throws InterruptedException {
        Thread.sleep(1);
        System.out.println("done");
    }
}
