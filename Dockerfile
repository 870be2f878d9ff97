# SPDX-License-Identifier: Apache-2.0
# One image for every service: the command says which. Built from the sources beside it.
FROM eclipse-temurin:17.0.15_6-jdk-noble AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -Dquick -Dmaven.test.skip=true -pl standalone -am package \
    && mkdir /app \
    && cp standalone/target/leadstream/lib/*.jar standalone/target/leadstream-standalone-*.jar /app/

FROM eclipse-temurin:17.0.15_6-jre-noble
RUN useradd --system --uid 10001 --home-dir /var/lib/leadstream --create-home leadstream
COPY --from=build /app /opt/leadstream/lib
USER leadstream
WORKDIR /var/lib/leadstream
VOLUME /var/lib/leadstream
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-cp", "/opt/leadstream/lib/*", "io.leadstream.standalone.Leadstream"]
CMD ["--help"]
