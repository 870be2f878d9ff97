// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.notifier.NotifierSettings;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import io.leadstream.sink.SinkSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** The services of an instance, set to one another's places. */
final class Services {

    /** A few: on one machine more partitions only cost. The count can't change later, so it is no option. */
    private static final int PARTITIONS = 4;

    /** What one process compresses it would decompress again itself, in small batches at that. */
    private static final Map<String, String> LOOPBACK = Map.of("kafka.streams.producer.compression.type", "none");

    private Services() {}

    static List<Service> all(Instance here, Keys keys, Path state, NotifierSource notifier) {
        List<Service> all = new ArrayList<>();
        for (ServiceKind kind : ServiceKind.PIPELINE) {
            all.add(kind.create().apply(settings(kind, here, keys, state)));
        }
        Map<String, String> places = places(here);
        places.keySet().retainAll(NotifierSettings.define().configKeys().keySet());
        notifier.service(places).ifPresent(all::add);
        return all;
    }

    /** Settings that lead a service to an instance, without those that only its own processes need. */
    static Settings settings(ConfigDef definition, Instance here) {
        return settings(definition, places(here));
    }

    private static Settings settings(ServiceKind kind, Instance here, Keys keys, Path state) {
        Map<String, String> wanted = places(here);
        wanted.put(kind.module() + ".streams.state.dir", state.toString());
        wanted.put(kind.module() + ".streams.standby.replicas", "0");
        wanted.put(CommonSettings.httpPort(CaptureSettings.MODULE), String.valueOf(here.httpPort()));
        wanted.put(CommonSettings.httpPort(SinkSettings.MODULE), String.valueOf(here.readPort()));
        wanted.put(SinkSettings.READ_KEYS, KeyRing.entry("local-secret", keys.secret()));
        wanted.put(CaptureSettings.WRITE_KEYS, KeyRing.entry("local", keys.write()));
        wanted.put(CaptureSettings.SECRET_KEYS, KeyRing.entry("local-secret", keys.secret()));
        return settings(kind.definition().get(), wanted);
    }

    private static Map<String, String> places(Instance here) {
        Map<String, String> places = new HashMap<>();
        places.put(CommonSettings.BOOTSTRAP_SERVERS, here.kafka());
        places.put(CommonSettings.REGISTRY_URL, here.registryUrl());
        places.put(CommonSettings.PARTITIONS, String.valueOf(PARTITIONS));
        places.put(SinkSettings.JDBC_URL, here.jdbcUrl());
        places.put(SinkSettings.JDBC_USER, here.databaseUser());
        return places;
    }

    /** Each service gets of all these what it declares. */
    private static Settings settings(ConfigDef definition, Map<String, String> wanted) {
        wanted.keySet().retainAll(definition.configKeys().keySet());
        wanted.putAll(LOOPBACK);
        return Settings.of(definition, wanted);
    }
}
