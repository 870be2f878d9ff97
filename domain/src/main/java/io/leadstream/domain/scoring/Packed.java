// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Access to the byte fields of state records. */
final class Packed {

    private Packed() {}

    static ByteBuffer empty() {
        return ByteBuffer.wrap(new byte[0]);
    }

    /** The content, without a copy where the buffer is exactly its array, as it is after decoding. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] array = buffer.array();
        int from = buffer.arrayOffset() + buffer.position();
        return from == 0 && buffer.remaining() == array.length
                ? array
                : Arrays.copyOfRange(array, from, from + buffer.remaining());
    }
}
