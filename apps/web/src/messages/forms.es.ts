import type { Translation } from '@archipelago/core/language/message';
import type { en } from './forms.en.ts';

export const es: Translation<typeof en> = {
  cancel: 'Cancelar',
  close: 'Cerrar',
  notSaved: 'No se ha guardado. Corrige lo que está marcado abajo e inténtalo de nuevo.',
  tooLarge:
    'Lo que has enviado es demasiado grande para este formulario y no se ha guardado nada. Una imagen puede tener 2 MB como máximo.',
  leaveEmpty: 'Deja este campo vacío',
  unreachable: 'No se ha podido guardar. Comprueba tu conexión e inténtalo de nuevo.',
};
