// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/** Writes the markers that end transactions, as a coordinator does: a client's own calls can abort, but not commit. */
final class EndMarkers {

    /** The version that any epoch not below the transaction's own is good enough for. */
    private static final short VERSION = 1;

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final short ANY_TRANSACTION_VERSION = 0;

    private EndMarkers() {}

    /**
     * Ends the transaction that a producer has in one partition.
     *
     * @throws IOException when the broker did not do it
     */
    static void write(int port, HangingTransaction hanging) throws IOException {
        var marker = new TxnMarkerEntry(
                hanging.producerId(),
                hanging.producerEpoch(),
                hanging.coordinatorEpoch(),
                hanging.committed() ? TransactionResult.COMMIT : TransactionResult.ABORT,
                List.of(hanging.partition()),
                ANY_TRANSACTION_VERSION);
        var header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, VERSION, "leadstream-embedded", 0);
        ByteBuffer request = new WriteTxnMarkersRequest.Builder(List.of(marker))
                .build(VERSION)
                .serializeWithHeader(header);
        var response = (WriteTxnMarkersResponse) AbstractResponse.parseResponse(exchange(port, request), header);
        Map<TopicPartition, Errors> errors = response.errorsByProducerId().getOrDefault(hanging.producerId(), Map.of());
        Errors error = errors.getOrDefault(hanging.partition(), Errors.UNKNOWN_SERVER_ERROR);
        if (error != Errors.NONE) {
            throw new IOException(error.message());
        }
    }

    private static ByteBuffer exchange(int port, ByteBuffer request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readInt()];
            in.readFully(answer);
            return ByteBuffer.wrap(answer);
        }
    }
}
