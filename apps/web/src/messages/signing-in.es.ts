import type { Translation } from '@archipelago/core/language/message';
import type { en } from './signing-in.en.ts';

export const es: Translation<typeof en> = {
  needsJavaScript: 'Esto necesita JavaScript. Actívalo para este sitio y vuelve a cargar la página.',
  signInTo: 'Iniciar sesión en {name}',
  signUpAt: 'Registrarse en {name}',
  signUp: 'Registrarse',
  signIn: 'Iniciar sesión',
  signOut: 'Cerrar sesión',
  newHere: '¿Es tu primera vez aquí?',
  haveSignIn: '¿Ya tienes cuenta?',
  enterPassword: 'Introduce tu contraseña',
  toSignIn: 'Para iniciar sesión en {name}',
  checkEmail: 'Revisa tu correo',
  codeHint: 'Introduce el código que te hemos enviado para continuar a {name}',
  codeForPassword: 'Introduce el código que te hemos enviado para elegir una contraseña nueva',
  forgotPassword: '¿Has olvidado tu contraseña?',
  anotherWay: 'Otra forma de iniciar sesión',
  anotherWayText: 'Elige cómo demostrar que eres tú',
  emailAddress: 'Correo electrónico',
  unknownAddress: 'Nadie se ha registrado con esta dirección. Compruébala o regístrate.',
  wrongPassword: 'Esta no es la contraseña correcta. Inténtalo de nuevo o restablécela.',
  wrongCode: 'Este no es el código correcto. Comprueba las cifras o usa uno más reciente.',
  you: 'Tú',
  inEveryWorkspace: 'En todos los espacios de trabajo.',
};
