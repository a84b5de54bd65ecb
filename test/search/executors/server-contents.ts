import { Redis } from 'ioredis';
import pg from 'pg';

/** The names of all that is kept on a server for queues. */
export async function leftOn(url: string): Promise<string[]> {
  if (url.startsWith('redis')) {
    const client = new Redis(url);
    const keys = await client.keys('*');
    client.disconnect();
    return keys.sort();
  }
  const pool = new pg.Pool({ connectionString: url });
  const { rows } = await pool.query(`
    SELECT 'job ' || queue || ' ' || id AS name FROM barwright.job
    UNION ALL SELECT 'event ' || queue FROM barwright.event
    UNION ALL SELECT 'meta ' || queue || ' ' || field FROM barwright.meta
    UNION ALL SELECT 'blob ' || key FROM barwright.blob`);
  await pool.end();
  return rows.map(({ name }) => name).sort();
}
