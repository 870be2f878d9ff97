// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void shouldTakeTheNextOneWhenTheUsualPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int usual = taken.getLocalPort();
            assertThat(new Ports().choose(null, usual, "--http-port")).isGreaterThan(usual);
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheWantedPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(StandaloneException.class)
                    .isThrownBy(() -> new Ports().choose(taken.getLocalPort(), 8080, "--http-port"))
                    .withMessage("port " + taken.getLocalPort() + " is taken by another process")
                    .satisfies(refusal -> assertThat(refusal.remedy()).contains("--http-port"));
        }
    }

    @Test
    void shouldGiveEachPortOnce() {
        Ports ports = new Ports();
        int first = ports.choose(null, 20_000, "--a");
        assertThat(ports.choose(null, 20_000, "--b")).isNotEqualTo(first);
        assertThatExceptionOfType(StandaloneException.class).isThrownBy(() -> ports.choose(first, 1, "--c"));
    }
}
