export function pythonWithTorch(): string | null;
