"""Training steps in PyTorch, asked for line by line: JSON in, JSON out."""

import json
import sys
import time

import torch

torch.set_num_threads(1)


def network(layers):
    parts = []
    for index, layer in enumerate(layers):
        weight = torch.tensor(layer["weight"], dtype=torch.float32)
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            linear.weight.copy_(weight)
            linear.bias.copy_(torch.tensor(layer["bias"]))
        parts += [linear] if index == len(layers) - 1 else [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*parts)


def step():
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), target)
    loss.backward()
    optimizer.step()
    return loss


for line in sys.stdin:
    request = json.loads(line)
    answer = None
    if "task" in request:
        task = request["task"]
        model = network(task["layers"])
        optimizer = torch.optim.SGD(model.parameters(), lr=task["learningRate"])
        x = torch.tensor(task["inputs"], dtype=torch.float32)
        target = torch.tensor(task["targets"], dtype=torch.float32).reshape(-1, 1)
        answer = sum(parameter.numel() for parameter in model.parameters())
    elif "losses" in request:
        answer = [step().item() for _ in range(request["losses"])]
    elif "run" in request:
        begin = time.process_time()
        for _ in range(request["run"]):
            step()
        answer = time.process_time() - begin
    elif "version" in request:
        answer = torch.__version__
    print(json.dumps(answer), flush=True)
