import { serviceSpec, type Template } from "./template";

export const python: Template = {
  about: "a Python service",
  adapt: [],
  spec: serviceSpec({
    test: [
      {
        name: "Test",
        command: [
          "# `python` alone may be Python 2",
          "python3 -m venv .venv",
          ".venv/bin/python -m pip install --requirement requirements.txt pytest pip-audit",
          ".venv/bin/python -m pytest",
        ],
      },
    ],
    scan: { name: "Scan", command: ".venv/bin/pip-audit --requirement requirements.txt" },
  }),
};
