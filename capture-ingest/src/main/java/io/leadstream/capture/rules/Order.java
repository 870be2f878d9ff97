// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import org.apache.avro.specific.SpecificRecord;

/**
 * Something to be published.
 *
 * @param onlyFirst leave it when anything was ever published
 */
public record Order<V extends SpecificRecord>(Publication<V> publication, RuleSource source, boolean onlyFirst) {

    public static <V extends SpecificRecord> Order<V> of(Publication<V> publication, RuleSource source) {
        return new Order<>(publication, source, false);
    }
}
