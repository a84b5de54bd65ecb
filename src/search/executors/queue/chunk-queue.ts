import { randomBytes } from 'node:crypto';
import type { Job, Queue, QueueEvents } from 'bullmq';
import { SourceError } from '../../../core/index.ts';
import { AbortCalls } from '../abort-calls.ts';
import { type ChunkMessage, unpackFailure } from './chunk-message.ts';
import { withTimeout } from './patience.ts';
import type { QueueServer } from './queue-server.ts';

/** Chunks on their way through a queue, each answered once. */
export interface ChunkQueue {
  /** Makes ready for a sweep: bounds what the server keeps of events, which others that closed may have undone. */
  prepare(): Promise<void>;
  /**
   * Sends a chunk and resolves to what a worker answered. It may be answered twice; the second answer is thrown away.
   *
   * @throws ChunkFailure where workers gave it back; SourceError where the server stays away; the reason of the signal.
   */
  run(message: ChunkMessage, signal?: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** Options of {@link openChunkQueue}. */
export interface ChunkQueueOptions {
  /** How long the server may be away, ms. */
  readonly patienceMs: number;
  /** After how long without a worker that is told, ms. */
  readonly warnAfterMs: number;
  readonly onWarning: (message: string) => void;
}

interface Chunk {
  readonly id: string;
  readonly message: ChunkMessage;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: unknown) => void;
  isSent: boolean;
}

const lookEveryMs = 1_000;
/** What nobody fetches, as of a coordinator that died, is forgotten after so many seconds. */
const keptSeconds = 3_600;
const tries = 6;
const firstPauseMs = 100;
/** About so many events are kept, some of them with rows. */
const keptEvents = 500;
const closingMs = 5_000;
/** Prefix of all keys of queues on Redis. */
export const prefix = 'barwright';

/**
 * Opens a queue of chunks.
 *
 * Chunks are known by the events of the queue; each second, those under way are looked up too, so that an event that got lost delays a
 * chunk and no more. One that the server has forgotten is sent again.
 */
export async function openChunkQueue(server: QueueServer, name: string, options: ChunkQueueOptions): Promise<ChunkQueue> {
  const { bullmq, connection, factory } = server;
  const shared = { connection, prefix } as const;
  const queue: Queue = new bullmq.Queue(name, { ...shared, streams: { events: { maxLen: keptEvents } } }, factory as never);
  queue.on('error', () => {});
  await queue.waitUntilReady();
  const listening = { lastEventId: await server.lastEvent(name), blockingTimeout: server.waitMs };
  const events: QueueEvents = new bullmq.QueueEvents(name, { ...shared, ...listening }, factory as never);
  events.on('error', () => {});
  await events.waitUntilReady();
  if (await queue.isPaused()) await queue.resume();
  return new Coordinator(server, queue, events, options);
}

/** What is thrown where the server stays away. */
export function serverLost({ address }: QueueServer, patienceMs: number, cause?: unknown): SourceError {
  return new SourceError(
    `The queue at ${address.shown} has been away for ${patienceMs / 1000} s. Bring it back and run the sweep again: one with a \`store\` goes on from there.`,
    { cause },
  );
}

class Coordinator implements ChunkQueue {
  readonly #server: QueueServer;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #options: ChunkQueueOptions;
  readonly #mine: string = `c${randomBytes(6).toString('hex')}-`;
  readonly #under: Map<string, Chunk> = new Map();
  /** Those that are still to be removed, such as one that was aborted while a worker had it. */
  readonly #abandoned: Set<string> = new Set();
  readonly #removals: Set<Promise<unknown>> = new Set();
  readonly #aborts: AbortCalls = new AbortCalls();
  readonly #timer: NodeJS.Timeout;
  #sent = 0;
  #isLooking = false;
  #tickedAt: number = performance.now();
  /** How long the server has not answered. */
  #awayMs = 0;
  /** How long no worker has taken one of the chunks that wait. */
  #idleMs = 0;

  constructor(server: QueueServer, queue: Queue, events: QueueEvents, options: ChunkQueueOptions) {
    this.#server = server;
    this.#queue = queue;
    this.#events = events;
    this.#options = options;
    events.on('active', ({ jobId }) => this.#heard(jobId));
    events.on('completed', ({ jobId, returnvalue }) => this.#answered(jobId, (chunk) => chunk.resolve(returnvalue as unknown as string)));
    events.on('failed', ({ jobId, failedReason }) => this.#answered(jobId, (chunk) => chunk.reject(unpackFailure(failedReason))));
    this.#timer = setInterval(() => this.#tick(), lookEveryMs);
  }

  async prepare(): Promise<void> {
    await this.#queue.getBackend().setQueueMeta({ 'opts.maxLenEvents': keptEvents });
  }

  run(message: ChunkMessage, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const id = `${this.#mine}${this.#sent++}`;
      const abort = (): void => {
        if (!this.#under.delete(id)) return;
        this.#abandoned.add(id);
        this.#remove(id);
        reject(signal?.reason);
      };
      const forget = signal === undefined ? () => {} : this.#aborts.add(signal, abort);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          forget();
          settle(value);
        };
      const chunk: Chunk = { id, message, resolve: settled(resolve), reject: settled(reject), isSent: false };
      this.#under.set(id, chunk);
      this.#send(chunk);
    });
  }

  /** Sends a chunk; while the server is away the look-up does it again. An id that is known is not added twice. */
  #send(chunk: Chunk): void {
    const { id: jobId, message } = chunk;
    const backoff = { type: 'exponential', delay: firstPauseMs };
    const kept = { age: keptSeconds };
    this.#queue.add('chunk', message, { jobId, attempts: tries, backoff, removeOnComplete: kept, removeOnFail: kept }).then(
      () => {
        chunk.isSent = true;
        if (!this.#under.has(jobId)) this.#remove(jobId);
      },
      () => {},
    );
  }

  #heard(id: string): boolean {
    if (!id.startsWith(this.#mine)) return false;
    this.#idleMs = 0;
    this.#awayMs = 0;
    return true;
  }

  #answered(id: string, tell: (chunk: Chunk) => void): void {
    if (!this.#heard(id)) return;
    const chunk = this.#under.get(id);
    this.#under.delete(id);
    this.#remove(id);
    if (chunk !== undefined) tell(chunk);
  }

  /** Removes a chunk from the server; one that a worker has is removed once it is answered. */
  #remove(id: string): void {
    const removal = this.#queue
      .remove(id)
      .then((removed) => {
        if (removed === 1) this.#abandoned.delete(id);
      })
      .catch(() => this.#abandoned.add(id))
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  #tick(): void {
    const now = performance.now();
    const passedMs = Math.min(now - this.#tickedAt, 2 * lookEveryMs);
    this.#tickedAt = now;
    if (this.#under.size === 0) {
      this.#awayMs = 0;
      this.#idleMs = 0;
      return;
    }
    this.#awayMs += passedMs;
    if (this.#awayMs > this.#options.patienceMs) {
      this.#giveUp();
      return;
    }
    this.#warnOfNoWorker(passedMs);
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#look()
      .catch(() => {})
      .finally(() => {
        this.#isLooking = false;
      });
  }

  #giveUp(): void {
    const lost = serverLost(this.#server, this.#options.patienceMs);
    const chunks = [...this.#under.values()];
    this.#under.clear();
    for (const chunk of chunks) chunk.reject(lost);
  }

  #warnOfNoWorker(passedMs: number): void {
    if (this.#awayMs > 2 * lookEveryMs) return;
    const { warnAfterMs, onWarning } = this.#options;
    const before = this.#idleMs;
    this.#idleMs += passedMs;
    if (before >= warnAfterMs || this.#idleMs < warnAfterMs) return;
    const { shown } = this.#server.address;
    onWarning(`No worker has taken a chunk for ${warnAfterMs / 1000} s: start \`npx barwright-worker --url ${shown}\`.`);
  }

  /** Looks up what is under way. */
  async #look(): Promise<void> {
    await this.#server.ping();
    this.#awayMs = 0;
    await Promise.all([...this.#under.values()].map((chunk) => (chunk.isSent ? this.#lookUp(chunk) : this.#send(chunk))));
  }

  async #lookUp(chunk: Chunk): Promise<void> {
    const job: Job | undefined = await this.#queue.getJob(chunk.id);
    if (!this.#under.has(chunk.id)) return;
    if (job === undefined) {
      chunk.isSent = false;
      this.#send(chunk);
      return;
    }
    if (job.processedOn !== undefined) this.#idleMs = 0;
    if (job.finishedOn === undefined) return;
    const { failedReason, returnvalue } = job;
    const isRow = typeof returnvalue === 'string';
    this.#answered(chunk.id, (one) => (isRow ? one.resolve(returnvalue) : one.reject(unpackFailure(failedReason ?? 'no answer'))));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const chunk of this.#under.values()) {
      chunk.reject(new SourceError('The queue was closed.'));
      this.#abandoned.add(chunk.id);
    }
    this.#under.clear();
    const isHere = await withTimeout(lookEveryMs, this.#server.ping()).then(
      () => true,
      () => false,
    );
    const mostMs = isHere ? closingMs : lookEveryMs;
    if (isHere) await withTimeout(mostMs, this.#tidy()).catch(() => {});
    await withTimeout(mostMs, this.#events.close()).catch(() => {});
    await withTimeout(mostMs, this.#queue.close()).catch(() => {});
  }

  /** Removes what is left of the chunks, and the queue itself where nobody else uses it. */
  async #tidy(): Promise<void> {
    await Promise.all(this.#removals);
    while (this.#abandoned.size > 0) {
      for (const id of this.#abandoned) this.#remove(id);
      await Promise.all(this.#removals);
      if (this.#abandoned.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (!(await this.#isEmpty())) return;
    await this.#queue.pause();
    try {
      if (await this.#isEmpty()) return await this.#queue.obliterate();
    } catch {
      // Somebody has used it again since.
    }
    await this.#queue.resume();
  }

  async #isEmpty(): Promise<boolean> {
    return Object.values(await this.#queue.getJobCounts()).every((count) => count === 0);
  }
}
