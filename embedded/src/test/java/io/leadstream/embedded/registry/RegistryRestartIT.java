// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.embedded.EmbeddedKafka;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryRestartIT {

    @TempDir
    private Path folder;

    private static String schema(String name) {
        return RawHttp.schema("{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}");
    }

    @Test
    void shouldNeverGiveAnIdTwiceWhenTheLogFailedInBetween() {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        int port = kafka.port();
        try (RegistryServer server = RegistryServer.start(kafka.bootstrapServers(), "127.0.0.1", 0)) {
            RawHttp http = new RawHttp(server.url());
            assertThat(http.post("/subjects/a/versions", schema("A")).text()).isEqualTo("{\"id\":1}");

            kafka.close();
            RawHttp.Answer failed = http.post("/subjects/b/versions", schema("B"));
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.json().path("error_code").intValue()).isEqualTo(50001);
            assertThat(http.get("/subjects").text()).isEqualTo("[\"a\"]");

            kafka = EmbeddedKafka.start(folder, port);
            assertThat(http.post("/subjects/c/versions", schema("C")).text()).isEqualTo("{\"id\":3}");
        }
        try (RegistryServer again = RegistryServer.start(kafka.bootstrapServers(), "127.0.0.1", 0)) {
            RawHttp http = new RawHttp(again.url());
            assertThat(http.get("/subjects").text()).isEqualTo("[\"a\",\"c\"]");
            assertThat(http.post("/subjects/c/versions", schema("C")).text()).isEqualTo("{\"id\":3}");
            assertThat(http.post("/subjects/d/versions", schema("D")).text()).isEqualTo("{\"id\":4}");
        } finally {
            kafka.close();
        }
    }
}
