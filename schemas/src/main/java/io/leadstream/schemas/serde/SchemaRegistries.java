// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Opens the registry that the settings name. */
public final class SchemaRegistries {

    private static final String MEMORY = "memory://";

    private SchemaRegistries() {}

    /**
     * Opens the registry at {@code schema.registry.url}; nothing is sent yet.
     *
     * @throws ConfigException when the URL is missing or of no known kind
     */
    public static SchemaRegistry open(Map<String, ?> settings) {
        SerdeConfig config = new SerdeConfig(settings);
        List<String> urls = config.registryUrls();
        if (urls.size() == 1 && urls.get(0).startsWith(MEMORY)) {
            return MemorySchemaRegistry.shared(urls.get(0).substring(MEMORY.length()));
        }
        return new HttpSchemaRegistry(
                urls.stream().map(SchemaRegistries::httpUrl).toList(), config.basicAuth());
    }

    private static URI httpUrl(String text) {
        try {
            URI url = URI.create(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below, like every other text that is no usable URL
        }
        throw new ConfigException(
                SerdeConfig.REGISTRY_URL,
                text.replaceAll("//[^/@]*@", "//[hidden]@"),
                "must be http(s)://host[:port][/path] or one memory://<scope>; a user and password go into "
                        + SerdeConfig.BASIC_AUTH);
    }
}
