/** One accepted call of a background or scheduled function, for the console and tests to look at. */
export interface Invocation {
  id: string;
  functionName: string;
  trigger: 'request' | 'schedule';
  status: 'running' | 'waiting' | 'succeeded' | 'failed' | 'abandoned';
  attempts: { startedAt: string; endedAt: string | null; error: string | null }[];
}

export interface BackgroundRunsOptions {
  /** Milliseconds before each retry; the platform waits one minute, then two. */
  retryDelays: readonly number[];
}

const mostRemembered = 500;

/**
 * Runs functions whose caller does not wait. One that throws is run again after each delay; what it returns does not
 * matter. Retries are not kept across restarts, and the platform's limit of 15 minutes is not enforced.
 */
export function backgroundRuns({ retryDelays }: BackgroundRunsOptions) {
  const invocations: Invocation[] = [];
  const running = new Set<Promise<void>>();
  const waiting = new Map<NodeJS.Timeout, Invocation>();
  let isStopping = false;

  function remember(invocation: Invocation): void {
    invocations.push(invocation);
    if (invocations.length > mostRemembered) invocations.shift();
  }

  function attempt(invocation: Invocation, delays: readonly number[], run: () => Promise<unknown>): void {
    const entry: Invocation['attempts'][number] = {
      startedAt: new Date().toISOString(),
      endedAt: null,
      error: null,
    };
    invocation.status = 'running';
    invocation.attempts.push(entry);
    const execution = run()
      .then(() => {
        invocation.status = 'succeeded';
      })
      .catch((error) => {
        entry.error = error instanceof Error ? error.message : String(error);
        console.error(`Netlify: ${invocation.functionName}, attempt ${invocation.attempts.length}:`, error);
        retry(invocation, delays, run);
      })
      .finally(() => {
        entry.endedAt = new Date().toISOString();
        running.delete(execution);
      });
    running.add(execution);
  }

  function retry(
    invocation: Invocation,
    [delay, ...later]: readonly number[],
    run: () => Promise<unknown>,
  ): void {
    if (delay === undefined || isStopping) {
      invocation.status = delay === undefined ? 'failed' : 'abandoned';
      return;
    }
    invocation.status = 'waiting';
    const timer = setTimeout(() => {
      waiting.delete(timer);
      attempt(invocation, later, run);
    }, delay);
    waiting.set(timer, invocation);
  }

  return {
    /** Newest last; each is the live record. */
    invocations: invocations as readonly Invocation[],
    /** Starts now and returns at once. A scheduled function is not retried: it is called again at its next time. */
    start(functionName: string, trigger: Invocation['trigger'], run: () => Promise<unknown>): Invocation {
      const invocation: Invocation = {
        id: crypto.randomUUID(),
        functionName,
        trigger,
        status: 'running',
        attempts: [],
      };
      remember(invocation);
      attempt(invocation, trigger === 'schedule' ? [] : retryDelays, run);
      return invocation;
    },
    /** Lets what runs end, for at most `graceMs`, and gives up what waits to be retried. */
    async stop(graceMs: number): Promise<void> {
      isStopping = true;
      for (const [timer, invocation] of waiting) {
        clearTimeout(timer);
        invocation.status = 'abandoned';
      }
      waiting.clear();
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(running), deadline]);
      clearTimeout(timer);
    },
  };
}
