/** Whether visits may be counted, which is asked only where a script for that is set. */
export const en = {
  title: 'May we count your visit?',
  text: '{site} counts visits with a script of {host}, which may keep cookies on your device. It is loaded only if you accept. You can change your mind under “Cookie choices” at the end of every page.',
  refuse: 'Refuse',
  accept: 'Accept',
  choices: 'Cookie choices',
} as const;
