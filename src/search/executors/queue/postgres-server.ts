import type { Pool } from 'pg';
import { SourceError } from '../../../core/index.ts';
import { importPackage } from './packages.ts';
import { reasonOf, withTimeout } from './patience.ts';
import type { QueueAddress } from './queue-address.ts';
import type { BlobStore, QueueServer } from './queue-server.ts';

/** The schema that everything of queues lies in. */
const schema = 'barwright';
const blobLock = 0x62_61_72_77;

/** Connects to PostgreSQL 13 or later, and makes the tables in the schema `barwright` where they are missing. */
export async function connectPostgres(address: QueueAddress, timeoutMs: number): Promise<QueueServer> {
  const bullmq = await importPackage('postgres', 'bullmq', () => import('bullmq'));
  const { default: pg } = await importPackage('postgres', 'pg', () => import('pg'));
  const options = { connectionString: address.url, connectionTimeoutMillis: timeoutMs, keepAlive: true };
  const pool: Pool = new pg.Pool({ ...options, max: 3 });
  pool.on('error', () => {});
  try {
    await withTimeout(timeoutMs, pool.query('SELECT 1'));
    await makeTable(pool);
  } catch (error) {
    pool.end().catch(() => {});
    throw new SourceError(`PostgreSQL did not answer at ${address.shown}: ${reasonOf(error)}. Start it, or mend \`url\`.`, {
      cause: error,
    });
  }
  return {
    address,
    bullmq,
    connection: { ...options, schema, migrate: true, max: 4 } as never,
    factory: bullmq.createPostgresBackend as never,
    blobs: postgresBlobs(pool),
    // Notices of several transactions at once are merged, and the last may go by unheard.
    waitMs: 250,
    async lastEvent(queue) {
      const { rows } = await pool.query(`SELECT COALESCE(MAX(id), 0)::text AS id FROM ${schema}.event WHERE queue = $1`, [queue]);
      return rows[0].id;
    },
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

async function makeTable(pool: Pool): Promise<void> {
  const { rows } = await pool.query(`SELECT to_regclass('${schema}.blob') AS found`);
  if (rows[0].found === null) {
    await pool.query(
      `BEGIN;
       SELECT pg_advisory_xact_lock(${blobLock});
       CREATE SCHEMA IF NOT EXISTS ${schema};
       CREATE TABLE IF NOT EXISTS ${schema}.blob (key text PRIMARY KEY, bytes bytea NOT NULL, until timestamptz NOT NULL);
       COMMIT`,
    );
  }
  await pool.query(`DELETE FROM ${schema}.blob WHERE until < now()`);
}

function postgresBlobs(pool: Pool): BlobStore {
  const until = `now() + $1 * interval '1 millisecond'`;
  return {
    async put(key, bytes, lifeMs) {
      await pool.query(
        `INSERT INTO ${schema}.blob (until, key, bytes) VALUES (${until}, $2, $3)
         ON CONFLICT (key) DO UPDATE SET until = EXCLUDED.until, bytes = EXCLUDED.bytes`,
        [lifeMs, key, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
      );
    },
    async get(key) {
      const { rows } = await pool.query(`SELECT bytes FROM ${schema}.blob WHERE key = $1 AND until > now()`, [key]);
      return rows[0]?.bytes;
    },
    async keep(keys, lifeMs) {
      const { rowCount } = await pool.query(`UPDATE ${schema}.blob SET until = ${until} WHERE key = ANY($2)`, [lifeMs, keys]);
      return rowCount === keys.length;
    },
    async remove(keys) {
      await pool.query(`DELETE FROM ${schema}.blob WHERE key = ANY($1)`, [keys]);
    },
  };
}
