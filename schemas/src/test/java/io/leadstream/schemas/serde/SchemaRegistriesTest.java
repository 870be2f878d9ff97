// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistriesTest {

    private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

    private static SchemaRegistry open(String url) {
        return SchemaRegistries.open(Map.of(SerdeConfig.REGISTRY_URL, url));
    }

    @Test
    void shouldShareIdsWhenScopeIsTheSame() {
        try (SchemaRegistry one = open("memory://shared");
                SchemaRegistry other = open("memory://shared");
                SchemaRegistry apart = open("memory://apart")) {
            int id = one.register("s", SCHEMA);

            assertThat(other.byId(id)).isEqualTo(SCHEMA);
            assertThat(other.idOf("s", SCHEMA)).isEqualTo(id);
            assertThat(other.register("t", SCHEMA)).isEqualTo(id);
            assertThatThrownBy(() -> other.idOf("u", SCHEMA)).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> apart.byId(id)).isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void shouldForgetScopeWhenTheLastOneClosesIt() {
        SchemaRegistry one = open("memory://short");
        SchemaRegistry other = open("memory://short");
        int id = one.register("s", SCHEMA);
        one.close();
        one.close();
        assertThat(other.byId(id)).isEqualTo(SCHEMA);
        other.close();

        try (SchemaRegistry later = open("memory://short")) {
            assertThatThrownBy(() -> later.byId(id)).isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void shouldOpenHttpWhenUrlsAreHttp() {
        try (SchemaRegistry registry = open("http://one:8081, https://two/apis/ccompat/v7")) {
            assertThat(registry).isInstanceOf(HttpSchemaRegistry.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8081",
                "ftp://host",
                "http://",
                "http://a,memory://b",
                "http://a b",
                "http://a?x=y"
            })
    void shouldRefuseSettingsWhenUrlIsNone(String url) {
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void shouldHidePasswordWhenItIsInTheUrl() {
        assertThatThrownBy(() -> open("http://ada:secret@host"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.basic.auth")
                .hasMessageNotContaining("secret");
    }
}
