// SPDX-License-Identifier: Apache-2.0
// Follows lead-assignments: one of a consumer group, with a client for Confluent's registry.
import kafkajs from 'kafkajs';
import registryClient from '@kafkajs/confluent-schema-registry';
import lz4 from 'lz4js';

const { Kafka, CompressionTypes, CompressionCodecs, logLevel } = kafkajs;
const { SchemaRegistry } = registryClient;

const [brokers = 'localhost:9092', registryUrl = 'http://localhost:8081', groupId = 'crm-node'] = process.argv.slice(2);

// The services compress with LZ4, which kafkajs leaves to others.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const registry = new SchemaRegistry({ host: registryUrl });
const kafka = new Kafka({ clientId: 'leadstream-example', brokers: brokers.split(','), logLevel: logLevel.ERROR });
// readUncommitted stays false: decisions of a transaction that was taken back are never seen.
const consumer = kafka.consumer({ groupId, readUncommitted: false });

await consumer.connect();
await consumer.subscribe({ topics: ['lead-assignments'], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    if (message.value === null) return;
    const decision = await registry.decode(message.value);
    // After a crash the last records come again: store by id, or by lead with the highest offer number.
    console.log(JSON.stringify({
      id: message.headers.ce_id?.toString(),
      type: message.headers.ce_type?.toString(),
      kind: decision.kind,
      lead: decision.leadId,
      offer: decision.offerNumber,
      owner: decision.representativeId,
      candidates: decision.candidates.length,
      decidedAt: new Date(Number(decision.decidedAt)).toISOString(),
      why: decision.explanation,
    }));
  },
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await consumer.disconnect();
    process.exit(0);
  });
}
