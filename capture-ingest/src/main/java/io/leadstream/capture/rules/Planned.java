// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import org.apache.avro.specific.SpecificRecord;

/** An order whose source was read. */
record Planned<V extends SpecificRecord>(Order<V> order, Checked<V> checked) {

    static <V extends SpecificRecord> Planned<V> of(Order<V> order) {
        return new Planned<>(order, order.publication().check(order.source()));
    }
}
