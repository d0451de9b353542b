import type { Activation } from '../module/kinds';

/** φ and φ′ as TeX; slots: «x» what comes in, «y» = φ(x). Its module of torch.nn. */
export interface ActivationForm {
  value: string;
  slope: string;
  pytorch: string;
}

const step = (inside: string, outside: string, where: string) =>
  `\\begin{cases} ${inside} & ${where} \\\\ ${outside} & \\text{else} \\end{cases}`;
const positive = (inside: string, outside: string) => step(inside, outside, '«x» > 0');

/** PyTorch's definitions and constants, as in src/functions/activations.cpp. */
export const activationForms: Record<Activation, ActivationForm> = {
  identity: { value: '«x»', slope: '1', pytorch: 'nn.Identity()' },
  sigmoid: { value: '\\frac{1}{1 + e^{-«x»}}', slope: '«y»\\,(1 - «y»)', pytorch: 'nn.Sigmoid()' },
  tanh: { value: '\\tanh «x»', slope: '1 - «y»^2', pytorch: 'nn.Tanh()' },
  hard_tanh: {
    value: '\\max(-1, \\min(1, «x»))',
    slope: step('1', '0', '-1 < «x» < 1'),
    pytorch: 'nn.Hardtanh()',
  },
  relu: { value: '\\max(0, «x»)', slope: positive('1', '0'), pytorch: 'nn.ReLU()' },
  leaky_relu: {
    value: positive('«x»', '0.01 \\cdot «x»'),
    slope: positive('1', '0.01'),
    pytorch: 'nn.LeakyReLU(0.01)',
  },
  elu: {
    value: positive('«x»', 'e^{«x»} - 1'),
    slope: positive('1', 'e^{«x»}'),
    pytorch: 'nn.ELU(alpha=1.0)',
  },
  selu: {
    value: `1.0507 \\cdot ${positive('«x»', '1.6733\\,(e^{«x»} - 1)')}`,
    slope: `1.0507 \\cdot ${positive('1', '1.6733\\, e^{«x»}')}`,
    pytorch: 'nn.SELU()',
  },
  gelu: {
    value: '«x» \\cdot \\tfrac12\\bigl(1 + \\operatorname{erf}\\tfrac{«x»}{\\sqrt 2}\\bigr)',
    slope:
      '\\tfrac12\\bigl(1 + \\operatorname{erf}\\tfrac{«x»}{\\sqrt 2}\\bigr) + «x» \\cdot \\frac{e^{-«x»^2/2}}{\\sqrt{2\\pi}}',
    pytorch: 'nn.GELU()',
  },
  silu: {
    value: '\\frac{«x»}{1 + e^{-«x»}}',
    slope: '\\sigma(«x»)\\,\\bigl(1 + «x»\\,(1 - \\sigma(«x»))\\bigr)',
    pytorch: 'nn.SiLU()',
  },
  softplus: {
    value: '\\ln(1 + e^{«x»})',
    slope: '\\frac{1}{1 + e^{-«x»}}',
    pytorch: 'nn.Softplus(beta=1, threshold=20)',
  },
  softsign: {
    value: '\\frac{«x»}{1 + |«x»|}',
    slope: '\\frac{1}{(1 + |«x»|)^2}',
    pytorch: 'nn.Softsign()',
  },
  mish: {
    value: '«x» \\cdot \\tanh\\bigl(\\ln(1 + e^{«x»})\\bigr)',
    slope: '\\tanh s + «x»\\,\\sigma(«x»)\\,(1 - \\tanh^2 s),\\; s = \\ln(1 + e^{«x»})',
    pytorch: 'nn.Mish()',
  },
};
