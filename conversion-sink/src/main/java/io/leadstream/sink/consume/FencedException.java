// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

/** Somebody else claimed a partition that this instance took for its own. */
final class FencedException extends Exception {

    private static final long serialVersionUID = 1L;

    FencedException() {
        super("partitions were claimed by another instance, or the database was emptied");
    }
}
