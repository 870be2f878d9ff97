// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.sink.SinkSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** The services of an instance, set to one another's places. */
final class Services {

    /** A few: on one machine more partitions only cost. The count can't change later, so it is no option. */
    private static final int PARTITIONS = 4;

    private Services() {}

    static List<Service> all(Instance here, Path state) {
        return ServiceKind.PIPELINE.stream()
                .map(kind -> kind.create().apply(settings(kind, here, state)))
                .toList();
    }

    /** Settings of a service; each gets of these what it declares. */
    private static Settings settings(ServiceKind kind, Instance here, Path state) {
        Map<String, String> wanted = new HashMap<>();
        wanted.put(CommonSettings.BOOTSTRAP_SERVERS, here.kafka());
        wanted.put(CommonSettings.REGISTRY_URL, here.registryUrl());
        wanted.put(CommonSettings.PARTITIONS, String.valueOf(PARTITIONS));
        wanted.put(kind.module() + ".streams.state.dir", state.toString());
        wanted.put(kind.module() + ".streams.standby.replicas", "0");
        wanted.put(SinkSettings.JDBC_URL, here.jdbcUrl());
        wanted.put(SinkSettings.JDBC_USER, here.databaseUser());
        ConfigDef definition = kind.definition().get();
        wanted.keySet().retainAll(definition.configKeys().keySet());
        return Settings.of(definition, wanted);
    }
}
