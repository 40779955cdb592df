import type { AddressCheck } from '@archipelago/core/workspaces/check-address';
import { onScopeDispose, ref } from 'vue';

const pauseInTyping = 300;

/** Asks whether an address is free once the typing pauses. Only the answer to the last question counts. */
export function useAddressCheck(endpoint: string) {
  const result = ref<AddressCheck>();
  const isChecking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  function check(slug: string) {
    clearTimeout(timer);
    asked?.abort();
    result.value = undefined;
    isChecking.value = slug !== '';
    if (slug !== '') timer = setTimeout(() => ask(slug), pauseInTyping);
  }

  async function ask(slug: string) {
    asked = new AbortController();
    const { signal } = asked;
    try {
      const response = await fetch(`${endpoint}?slug=${encodeURIComponent(slug)}`, { signal });
      const answer = response.ok ? ((await response.json()) as AddressCheck) : undefined;
      if (signal.aborted) return;
      result.value = answer;
      isChecking.value = false;
    } catch {
      // Without an answer the form still works: the address is checked again when it is sent.
      if (!signal.aborted) isChecking.value = false;
    }
  }

  onScopeDispose(() => {
    clearTimeout(timer);
    asked?.abort();
  });
  return { result, isChecking, check };
}
