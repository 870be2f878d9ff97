// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

/**
 * An event on its way to capture.
 *
 * @param afterwards milliseconds by which it comes late
 * @param repeat true for a delivery that has been made before
 */
public record Delivery(DemoEvent event, long afterwards, boolean repeat) {

    /** Milliseconds before the anchor at which it arrives. */
    long arrival() {
        return event.beforeAnchor() - afterwards;
    }
}
