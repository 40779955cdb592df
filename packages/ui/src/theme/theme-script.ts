/**
 * Runs in the head before the first paint: applies the chosen theme and answers every `[data-theme-toggle]` button.
 * Choosing what the system says anyway forgets the choice, so that the page follows the system again.
 */
export const themeScript =
  "(function(){var d=document.documentElement,k='theme';" +
  "function system(){return matchMedia('(prefers-color-scheme:dark)').matches?'dark':'light'}" +
  "try{var t=localStorage.getItem(k);if(t==='light'||t==='dark')d.dataset.theme=t}catch(e){}" +
  "addEventListener('click',function(e){if(!e.target.closest('[data-theme-toggle]'))return;" +
  "var n=(d.dataset.theme||system())==='dark'?'light':'dark',s=n===system();" +
  'if(s)delete d.dataset.theme;else d.dataset.theme=n;' +
  'try{s?localStorage.removeItem(k):localStorage.setItem(k,n)}catch(e){}})})()';
