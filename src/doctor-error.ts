export type DoctorErrorCode = 'usage' | 'not-found' | 'unreadable' | 'write-refused';

/** Something the user can change: printed as message and hint, never with a stack. Anything else that is thrown is our bug. */
export class DoctorError extends Error {
  override name = 'DoctorError';
  readonly code: DoctorErrorCode;
  readonly hint: string | undefined;

  constructor(code: DoctorErrorCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
