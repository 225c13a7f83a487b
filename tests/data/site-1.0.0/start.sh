#!/bin/sh
# 双击 start.desktop，或者在终端里运行 ./start.sh：准备好环境，打开预览和浏览器。
cd "$(dirname "$0")" || exit 1
if ! command -v python3 >/dev/null 2>&1; then
    echo "没有找到 Python。请先安装：sudo apt-get install python3 python3-venv"
    code=2
else
    python3 build.py serve --open "$@"
    code=$?
fi
# 130、143：按 Ctrl+C 停止的，或者窗口关了
if [ "$code" -ne 0 ] && [ "$code" -ne 130 ] && [ "$code" -ne 143 ]; then
    echo "没有启动。请看上面写的原因，照着做了再双击一次。"
    if [ -t 0 ]; then
        printf "按回车键关闭窗口 "
        read -r _
    fi
fi
exit "$code"
